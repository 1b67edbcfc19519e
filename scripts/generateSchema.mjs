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
const { definitions, ...rest } = nativeSchema();
const lines = Object.entries(definitions).map(([name, schema]) => `${JSON.stringify(name)}:${JSON.stringify(schema)}`);
// A line for each definition, and not for each of its values: what is left of so many line breaks in a package is 7 kB.
const text = `${JSON.stringify(rest).slice(0, -1)},"definitions":{\n${lines.join(",\n")}\n}}\n`;
writeFileSync(join(root, "schemas/optim.schema.json"), text);
