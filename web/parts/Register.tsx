import type { REGISTERS } from '../../contract/playbook.ts'
import { useWords } from '../words/words.tsx'
import classes from './Register.module.css'

interface RegisterProps {
  name: (typeof REGISTERS)[number]
  imposed: string
  free: string
  compass: string
  /** Why it is this one, where it is not that of the channel. */
  why?: ((register: string) => string) | undefined
}

/** How one speaks there: what is asked of everybody, what is left to each; and what the house stands for. Beside words while they are written. */
export function Register({ name, imposed, free, compass, why = (register) => register }: RegisterProps) {
  const { t } = useWords()
  if (!imposed && !free && !compass) return null
  return (
    <dl className={classes.register}>
      {(imposed || free) && (
        <div>
          <dt>{why(t(`playbook.register-${name}`))}</dt>
          <dd>{[imposed, free].filter(Boolean).join(' · ')}</dd>
        </div>
      )}
      {compass && (
        <div>
          <dt>{t('case.compass')}</dt>
          <dd>{compass}</dd>
        </div>
      )}
    </dl>
  )
}
