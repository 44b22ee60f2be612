import type { Decision } from '../../../../contract/decisions.ts'
import { Tone } from '../../../parts/Tone.tsx'
import { dayText } from '../../../parts/when.ts'
import { useWords } from '../../../words/words.tsx'
import { useThemeName } from '../says.ts'
import classes from './Decisions.module.css'

const TONE = { open: 'calm', doing: 'wait', settled: 'good', dropped: 'calm' } as const

/** Where it stands, in a word or two. */
export function DecisionTones({ decision: { state, late, toldAt } }: { decision: Decision }) {
  const { t } = useWords()
  const over = state === 'settled' || state === 'dropped'
  return (
    <span className={classes.tones}>
      {late && <Tone tone="bad">{t('decided.late')}</Tone>}
      <Tone tone={TONE[state]}>{t(`decided.state-${state}`)}</Tone>
      {over && <Tone tone={toldAt ? 'calm' : 'now'}>{t(toldAt ? 'decided.over' : 'decided.to-tell')}</Tone>}
    </span>
  )
}

/** Whose, until when, where, about what. */
export function useDecisionLine(): (decision: Decision) => string {
  const { t, locale } = useWords()
  const themeName = useThemeName()
  return ({ owner, dueOn, sites, theme, themeTitle, people }) =>
    [
      owner?.name ?? t('decided.no-owner'),
      dueOn && t('decided.due-on', { day: dayText(dueOn, locale) }),
      sites.length > 0 ? sites.join(', ') : t('decided.whole'),
      theme && themeName(theme, themeTitle),
      people > 0 && t('decided.people', { n: people }),
    ]
      .filter(Boolean)
      .join(' · ')
}
