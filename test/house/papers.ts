/** What the papers of the house promise: the environment file and the commands of the README. */

/** The part of a variable in src/config.ts that the papers repeat: its preset. */
export interface Variable {
  readonly preset: string;
}

/** The variables of an environment file, those commented out included. */
export const variablesOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/^#? ?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value.trim(),
    ]),
  );

/** Where the example and the schema disagree. */
export function differences(
  example: ReadonlyMap<string, string>,
  schema: Readonly<Record<string, Variable>>,
): readonly string[] {
  const unknown = [...example.keys()].filter((name) => !(name in schema));
  const missing = Object.keys(schema).filter((name) => !example.has(name));
  const other = Object.entries(schema)
    .filter(([name, { preset }]) => (example.get(name) ?? preset) !== preset)
    .map(([name, { preset }]) => `${name} is ${example.get(name)}, its preset is ${preset}`);
  return [
    ...unknown.map((name) => `${name} is in .env.example only`),
    ...missing.map((name) => `${name} is in src/config.ts only`),
    ...other,
  ];
}

/** The npm scripts that a text tells its reader to run. */
export const scriptsIn = (text: string): readonly string[] => [
  ...[...text.matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name = '']) => name),
  ...[...text.matchAll(/\bnpm (test|start)\b/g)].map(([, name = '']) => name),
];

/** The operator's commands that a text tells its reader to run. */
export const commandsIn = (text: string): readonly string[] =>
  [...text.matchAll(/\bnpx qunli ([a-z][a-z-]*)/g)].map(([, name = '']) => name);
