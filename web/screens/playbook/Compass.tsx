import type { Playbook } from '../../../contract/playbook.ts'
import { Section } from '../../parts/Page.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Playbook.module.css'
import { inLanguage, useMomentWords } from './say.ts'

/** Compass and registers: what every word of the house is held against. */
export function Compass({ playbook }: { playbook: Playbook }) {
  const { t, word, locale } = useWords()
  const say = useMomentWords()
  const { hours, budget } = playbook
  const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
  const days = hours.days.map((day) => word('weekday', names[day - 1]!)).join(', ')
  return (
    <>
      <Section title={t('playbook.compass')}>
        <blockquote className={`${classes.compass} surface`}>{inLanguage(playbook.compass, locale)}</blockquote>
      </Section>
      <Section title={t('playbook.registers')}>
        <ul className={classes.registers}>
          {Object.entries(playbook.registers).map(([register, { imposed, free }]) => (
            <li key={register} className={`${classes.register} surface`}>
              <h3>{say.coded('register', register)}</h3>
              <p className={classes.imposed}>
                <span className="sr-only">{t('playbook.imposed')} </span>
                {inLanguage(imposed, locale)}
              </p>
              {free && (
                <p className={classes.free}>
                  <span className="sr-only">{t('playbook.free')} </span>
                  {inLanguage(free, locale)}
                </p>
              )}
            </li>
          ))}
        </ul>
        <p className={classes.rules}>
          {t('playbook.hours', { days, from: hours.from, to: hours.to })}
          {hours.breaks.map(({ from, to }) => (
            <span key={from}> {t('playbook.hours-break', { from, to })}</span>
          ))}
          {hours.holidays === 'closed' && <> {t('playbook.hours-holidays')}</>}
          <br />
          {t('playbook.budget', { n: budget.perMonth, gap: budget.gapDays })}
        </p>
      </Section>
    </>
  )
}
