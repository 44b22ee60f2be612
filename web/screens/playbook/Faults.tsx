import { Button } from '@mantine/core'
import type { PlaybookFault } from '../../../contract/playbooks.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Playbook.module.css'

interface FaultsProps {
  faults: readonly PlaybookFault[]
  /** Leads to the line; without it the line is only said. */
  go?: (line: number) => void
}

/** What is wrong, each with its line, why, and what to write instead. */
export function Faults({ faults, go }: FaultsProps) {
  const { t, because } = useWords()
  return (
    <ul className={classes.faults}>
      {faults.map((fault) => (
        <li key={`${fault.line} ${fault.column} ${fault.path} ${fault.because.code}`}>
          {go ? (
            <Button size="compact-sm" variant="subtle" onClick={() => go(fault.line)}>
              {t('playbook.fault-at', { line: fault.line })}
            </Button>
          ) : null}
          <p>{because(fault.because)}</p>
          <p className={classes.cure}>{because(fault.cure)}</p>
        </li>
      ))}
    </ul>
  )
}
