import { expect, test } from 'vitest'
import { delimiterOf } from './import-dialect.ts'

test.each([
  [';', 'nom;adresse\nCieille;"3, rue des Lilas"\nMartin;1, place Foch, Lyon'],
  [',', 'name,city\n"Cieille; Anne",Lyon\nMartin,Paris'],
  ['\t', 'nom\tville, pays\nCieille\tLyon'],
  ['|', 'nom|ville\nCieille|Lyon'],
  [';', 'Liste des clients, site de Versailles\nnom;ville;tel\nCieille;Lyon;06\nMartin;Paris;07'],
  [';', `nom;note\nCieille;${'aime le thé, '.repeat(40)}\nMartin;${'aime le thé, '.repeat(40)}`],
])('separator %j', (delimiter, text) => expect(delimiterOf(text)).toBe(delimiter))
