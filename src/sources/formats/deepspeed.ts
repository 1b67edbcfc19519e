import { hjsonLoading } from "../json/hjsonLoading";
import { isDeepspeed } from "../json/isDeepspeed";
import { readDeepspeed } from "../json/readDeepspeed";
import type { ConfigurationFormat } from "./configurationFile";

/** A configuration file of DeepSpeed, which reads JSON alone. */
export const deepspeed: ConfigurationFormat = {
  languages: ["json"],
  recognises: ({ root }) => isDeepspeed(root),
  read: ({ root }) => readDeepspeed(root, hjsonLoading),
};
