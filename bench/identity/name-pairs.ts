import { fileURLToPath } from 'node:url'
import { emptyTable } from '../../server/identity/columns.ts'
import { nameLevels, restLevel } from '../../server/identity/compare-name.ts'
import { addRecord } from '../../server/identity/encode.ts'
import { FAMILY_LEVELS, GIVEN_LEVELS } from '../../server/identity/levels.ts'
import { csvLines, SHARED } from './sets.ts'

/** Are two full names one person's, seen alone? In the product a decision rests on all fields. */
function namesAgree(a: string, b: string): boolean {
  const table = emptyTable([], 2)
  addRecord(table, { id: 'a', source: 'a', fullName: a })
  addRecord(table, { id: 'b', source: 'b', fullName: b })
  const levels = nameLevels(table, 0, table.stride)
  const given = GIVEN_LEVELS[levels >> 4]
  const family = FAMILY_LEVELS[levels & 15]
  return (given !== 'different' && family !== 'different') || restLevel(table, 0, table.stride) === 1
}

export interface NamePairs {
  n: number
  precision: number
  recall: number
}

/** The labelled pairs of people's names of OpenSanctions, written as sanctions lists write them. */
export function judgeNamePairs(): NamePairs {
  let [n, right, said, truly] = [0, 0, 0, 0]
  for (const line of csvLines(fileURLToPath(new URL('name_bench_cases.csv', SHARED)))) {
    if (line.schema !== 'Person') continue
    const same = line.is_match === 'true'
    const agree = namesAgree(line.name1 ?? '', line.name2 ?? '')
    n++
    if (same) truly++
    if (agree) said++
    if (same && agree) right++
  }
  return { n, precision: right / Math.max(1, said), recall: right / Math.max(1, truly) }
}
