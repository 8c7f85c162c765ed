// Reads one Argdown document a line, each a JSON string, and answers each with a line: what @argdown/core makes of it.
import readline from "node:readline";
import { pathToFileURL } from "node:url";

const { argdown } = await import(pathToFileURL(process.argv[2]));
const steps = { process: ["parse-input", "build-model", "build-map"], logLevel: "none" };

const texts = (one) => (one.members ?? []).map((member) => member.text).filter((text) => text);
const members = (found) =>
  Object.fromEntries(
    Object.entries(found ?? {}).map(([title, one]) => [title, { texts: texts(one), tags: one.tags ?? [], data: one.data ?? null }]),
  );
const nodes = (found) => found.flatMap((node) => [node.title, ...nodes(node.children ?? [])]);

for await (const line of readline.createInterface({ input: process.stdin })) {
  const answer = argdown.run({ input: JSON.parse(line), ...steps });
  const errors = [...(answer.lexerErrors ?? []), ...(answer.parserErrors ?? []), ...(answer.exceptions ?? [])];
  console.log(
    JSON.stringify({
      errors: errors.map((error) => error.message),
      title: answer.frontMatter?.title,
      headings: (answer.sections ?? []).map((section) => [section.title, section.data ?? null]),
      statements: members(answer.statements),
      arguments: members(answer.arguments),
      relations: (answer.relations ?? []).map((one) => [one.relationType, one.from?.title, one.to?.title]),
      nodes: nodes(answer.map?.nodes ?? []),
    }),
  );
}
