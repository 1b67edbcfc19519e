/**
 * Writes the JSON Schema of native configurations from the description that they are read by.
 *
 *   node scripts/generateSchema.mjs
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup/folders.mjs";
import { importTypescript } from "./setup/importTypescript.mjs";

const { nativeSchema } = await importTypescript("src/sources/native/jsonSchema.ts");
writeFileSync(join(root, "schemas/optim.schema.json"), `${JSON.stringify(nativeSchema(), null, 1)}\n`);
