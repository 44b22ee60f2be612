import type { ImportRun } from '../../../contract/imports.ts'
import { useWords } from '../../words/words.tsx'
import { aboutField, fieldWord } from './fields.ts'

/** Why a value or a row did not come in, and of which field: « date illisible (Contrôle technique) ». */
export function Reason({ kind, because }: { kind: ImportRun['kind']; because: string }) {
  const { t, word } = useWords()
  const { code, field } = aboutField(kind, because)
  const said = word('import.problem', code)
  return <span>{field ? t('import.problem-in', { problem: said, field: t(fieldWord(kind, field)) }) : said}</span>
}
