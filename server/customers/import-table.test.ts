import { expect, test } from 'vitest'
import { tableAt } from './import-table.ts'

const rows = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((row) => row.trim().split(';'))

test.each([
  ['names first', 0, 'Code;Nom;Prénom;Tél\n1;Petit;Zoé;0639980101\n2;Roche;Anne;0639980102'],
  ['no names at all', 0, '1;Petit;Zoé;0639980101\n2;Roche;Anne;0639980102'],
  ['a title', 1, 'Liste des clients de Versailles;;;\nCode;Nom;Prénom;Tél\n1;Petit;Zoé;0639980101'],
  ['a title without its separators', 1, 'Liste des clients\nCode;Nom;Prénom;Tél\n1;Petit;Zoé;0639980101'],
  [
    'a title, a date, groups of columns',
    3,
    'Liste des clients;;;;\nExport du 12/11/2026;;;;\nIdentité;;;Contact;\nCode;Nom;Prénom;Tél;Mail\n1;Petit;Zoé;0639980101;z@a.fr',
  ],
  ['names nobody knows, under a title', 1, 'Rapport;;;\nColA;ColB;ColC;ColD\nx;y;z;t\nu;v;w;s'],
  ['a first row that says less than the others', 0, 'Nom;Prénom;;\nPetit;Zoé;Client;Mobile\nRoche;Anne;Client;Mobile'],
  ['people called as columns are', 0, 'Ref;Patronyme;Commune\n1;Ville;Lyon\n2;Voie;Rue'],
  ['one column', 0, 'Nom\nPetit\nRoche'],
  ['one row', 0, 'Code;Nom'],
])('%s: the table begins at %i', (_, at, text) => expect(tableAt(rows(text))).toBe(at))
