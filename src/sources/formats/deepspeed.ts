import { hjsonLoading } from "../json/hjsonLoading";
import { isDeepspeed } from "../json/isDeepspeed";
import { readDeepspeed } from "../json/readDeepspeed";
import { askingLoading } from "./askedValues";
import type { ConfigurationFormat } from "./configurationFile";

/** A configuration file of DeepSpeed, which reads JSON alone. */
export const deepspeed: ConfigurationFormat = {
  languages: ["json"],
  recognises: ({ root }) => isDeepspeed(root),
  read: ({ root, asked }) => readDeepspeed(root, askingLoading(hjsonLoading, root, asked)),
};
