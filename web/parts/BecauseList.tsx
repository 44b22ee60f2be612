import type { Because } from '../../contract/because.ts'
import { useWords } from '../words/words.tsx'
import classes from './BecauseList.module.css'
import { toldTogether } from './told-together.ts'

interface BecauseListProps {
  because: readonly Because[]
  /** `line`: one after the other in a sentence; `list`: one under the other. */
  as?: 'line' | 'list'
}

/** The reasons of a decision, in words. */
export function BecauseList({ because, as = 'line' }: BecauseListProps) {
  const words = useWords()
  // Two ways that were shut for one reason are one thing to read.
  const said = [...new Set(toldTogether(because, words.locale).map((b) => words.because(b)))].filter(Boolean)
  if (said.length === 0) return null
  if (as === 'line') return <span className={classes.line}>{said.join(' · ')}</span>
  return (
    <ul className={classes.list}>
      {said.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  )
}
