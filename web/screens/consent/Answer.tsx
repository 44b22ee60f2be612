import { Button } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import type { Because } from '../../../contract/because.ts'
import type { LawRule } from '../../../contract/consent.ts'
import { BecauseList } from '../../parts/BecauseList.tsx'
import { useNow } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { timeText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import { Articles } from './Articles.tsx'
import classes from './Consent.module.css'

export interface Verdict {
  answer: 'yes' | 'not-before' | 'no'
  because: Because[]
  articles: string[]
  pack: string
  nextAllowed: string | null
}

/** Yes, not before a time, or no: a word on its tint. */
function Answer({ verdict }: { verdict: Verdict }) {
  const { t, locale } = useWords()
  const now = useNow()
  if (verdict.answer === 'yes') return <Tone tone="good">{t('consent.yes')}</Tone>
  if (verdict.nextAllowed === null) return <Tone tone="bad">{t('consent.no')}</Tone>
  return (
    <Tone tone="wait">{t('consent.not-before', { at: timeText(new Date(verdict.nextAllowed), now, locale) })}</Tone>
  )
}

interface ExplainedProps {
  head: ReactNode
  /** Names the button for who cannot see what it stands beside. */
  whyOf: string
  verdict: Verdict
  rules: readonly LawRule[]
  children?: ReactNode
}

/** An answer with its reasons and articles one tap away, and what can be done about it. */
export function Explained({ head, whyOf, verdict, rules, children }: ExplainedProps) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <>
      <div className={classes.head}>
        {head}
        <Answer verdict={verdict} />
        <Button
          className={classes.why ?? ''}
          variant="subtle"
          size="sm"
          h={44}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          aria-label={t('consent.why-of', { channel: whyOf })}
          rightSection={open ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          {t('consent.why')}
        </Button>
      </div>
      {open && (
        <div id={id} className={classes.open}>
          <BecauseList because={verdict.because} as="list" />
          <Articles articles={verdict.articles} rules={rules} />
          {children}
        </div>
      )}
    </>
  )
}
