import type { ReactNode } from 'react'
import type { Moment } from '../../../contract/playbook.ts'
import { Section } from '../../parts/Page.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Playbook.module.css'
import { useMomentWords } from './say.ts'
import { STAGES, stageOf } from './stages.ts'

interface TimelineProps {
  moments: readonly Moment[]
  /** The name of a moment as what one opens: a link, a button. */
  open: (moment: Moment, title: string) => ReactNode
  /** Beside one: what is wrong with it. */
  beside?: (moment: Moment) => ReactNode
}

/** The moments along the relationship: order, delivery, use, exchanges, return. */
export function Timeline({ moments, open, beside }: TimelineProps) {
  const { t } = useWords()
  const say = useMomentWords()
  return (
    <div>
      {STAGES.map((stage) => {
        const here = moments.filter((each) => stageOf(each) === stage)
        if (here.length === 0) return null
        return (
          <Section key={stage} title={t(`playbook.stage-${stage}`)} note={here.length}>
            <ul className={`${classes.moments} surface`}>
              {here.map((moment) => (
                <li key={moment.id} className={classes.moment} data-core={moment.core || undefined}>
                  <div>
                    <h3 className={classes.name}>
                      {open(moment, say.title(moment))}
                      {moment.core && <Tone tone="calm">{t('playbook.core')}</Tone>}
                      {moment.purpose === 'commercial' && <Tone tone="wait">{t('playbook.commercial')}</Tone>}
                    </h3>
                    <p className={classes.when}>{say.when(moment)}</p>
                  </div>
                  <p className={classes.gestures}>
                    {say.gestures(moment)}
                    {beside?.(moment)}
                  </p>
                </li>
              ))}
            </ul>
          </Section>
        )
      })}
    </div>
  )
}
