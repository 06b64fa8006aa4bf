import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publishedSchemas } from '../../src/report/published-schemas.ts';

const folder = join(import.meta.dirname, '..', '..', 'schemas');

test('schemas/ holds what the documents are validated against (npm run schemas writes it)', () => {
  const published = publishedSchemas();
  expect(readdirSync(folder).sort()).toEqual(
    Object.keys(published)
      .map((kind) => `${kind}.schema.json`)
      .sort(),
  );
  for (const [kind, schema] of Object.entries(published))
    expect(JSON.parse(readFileSync(join(folder, `${kind}.schema.json`), 'utf8'))).toEqual(schema);
});
