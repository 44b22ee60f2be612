import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { anySet, fieldOf } from './any-set.ts'

const folder = mkdtempSync(join(tmpdir(), 'okaeri-set-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['Prénom', 'givenName'],
  ['LAST_NAME', 'familyName'],
  ['date_of_birth', 'birthDate'],
  ['zip', 'postcode'],
  ['phone2', 'phones'],
  ['courriel', 'emails'],
  ['Civilité', 'gender'],
  ['middle_name', 'middleName'],
  ['Year of birth', 'birthDate'],
  ['shoe size', undefined],
])('%s means %s', (column, field) => expect(fieldOf(column)).toBe(field))

test('a file of somebody else: delimiter, quotes over lines, two telephones, unknown columns, a record without a label', () => {
  const file = join(folder, 'x.csv')
  writeFileSync(
    file,
    '\uFEFFref;Nom;Prénom;Middle;tel1;tel2;adresse;adresse2;pointure;qui\n1;Martin;"Jean\n""Jo""";Luc;0639980001;0639980002;1 rue A;Bât. B;42;p1\n2;Martin;Jean;;;;;;;p1\n3;Petit;Eve;;;;;;;\n',
  )
  const set = anySet(file, 'qui')
  const [one, , third] = [...set.records()]
  expect(one).toMatchObject({
    familyName: 'Martin',
    givenName: 'Jean\n"Jo" Luc',
    phones: ['0639980001', '0639980002'],
    street: '1 rue A',
    extra: { ref: '1', adresse2: 'Bât. B', pointure: '42' },
  })
  expect(JSON.stringify([...set.records()])).not.toContain('p1')
  expect(third).toMatchObject({ familyName: 'Petit' })
  expect([...set.truth]).toEqual([0, 0, 1])
  expect(() => anySet(file, 'cluster')).toThrow(/There are: ref, Nom/)
})
