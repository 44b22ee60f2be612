import { cycleOffences } from './guard/cycles.ts'
import { riverOffences } from './guard/imports.ts'
import { lengthOffences } from './guard/length.ts'
import { nameOffences, wordingOffences } from './guard/names.ts'
import { patienceOffences } from './guard/patience.ts'
import { reachOffences } from './guard/reach.ts'
import { sqlOffences } from './guard/sql.ts'
import { suffixOffences } from './guard/suffix.ts'
import type { Offence, Tree } from './guard/tree.ts'
import { unaskedOffences } from './guard/unasked.ts'
import { unheardOffences } from './guard/unheard.ts'
import { typographyOffences, wordsOffences } from './guard/words.ts'

/**
 * Every offence of a tree against the laws of the house, in the order of the files. The guard judges by place: where a file stands, what
 * it truly loads and which tables it truly names, read from the syntax and never from the spelling.
 */
export function offencesOf(tree: Tree): Offence[] {
  return [
    riverOffences,
    suffixOffences,
    reachOffences,
    sqlOffences,
    cycleOffences,
    nameOffences,
    wordingOffences,
    wordsOffences,
    typographyOffences,
    unheardOffences,
    unaskedOffences,
    patienceOffences,
    lengthOffences,
  ]
    .flatMap((judge) => judge(tree))
    .sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
}

export const told = ({ file, line, rule, because }: Offence): string => `${file}:${line} ${rule}: ${because}`
