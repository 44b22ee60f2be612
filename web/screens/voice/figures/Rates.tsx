import { Link } from '@tanstack/react-router'
import { ALERTS, KINDS } from '../../../../contract/reading.ts'
import type { VoiceFiguresAnswer, VoiceRate } from '../../../../contract/voice.ts'
import { Figure } from '../../../parts/Figure.tsx'
import { Section } from '../../../parts/Page.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Figures.module.css'

/** Who was asked and who answered: what every figure above rests on. */
export function Rates({ answer: { response, opened, invited } }: { answer: VoiceFiguresAnswer }) {
  const { t } = useWords()
  if (response.n === 0 && invited.n === 0) return null
  return (
    <Section title={t('figure.who-speaks')}>
      <div className={`${classes.rates} surface`}>
        <Rate name={t('figure.invited')} rate={invited} of="figure.of-visitors" />
        <Rate name={t('figure.opened')} rate={opened} of="figure.of-invited" />
        <Rate name={t('figure.response')} rate={response} of="figure.of-invited" />
      </div>
      <p className={classes.quiet}>{t('figure.who-speaks-note')}</p>
    </Section>
  )
}

function Rate({ name, rate, of }: { name: string; rate: VoiceRate; of: 'figure.of-visitors' | 'figure.of-invited' }) {
  const { t, percent, number } = useWords()
  if (rate.n === 0) return null
  return (
    <Figure
      name={name}
      value={percent(rate.k / rate.n)}
      note={
        <>
          {t(of, { k: number(rate.k), n: number(rate.n) })}
          {rate.interval && (
            <> · {t('figure.between', { low: percent(rate.interval.low), high: percent(rate.interval.high) })}</>
          )}
        </>
      }
    />
  )
}

interface WordsProps {
  words: VoiceFiguresAnswer['words']
  behind: (more: Record<string, string>) => Record<string, string>
}

/** How their own words lean, what they are, and what should not wait. Each number opens them. */
export function Words({ words, behind }: WordsProps) {
  const { t, percent, number } = useWords()
  if (words.n === 0) return null
  const leanings = [
    ['good', words.good],
    ['neutral', words.neutral],
    ['mixed', words.mixed],
    ['bad', words.bad],
  ] as const
  return (
    <Section title={t('figure.words')} note={t('figure.words-n', { n: words.n })}>
      <div className={`${classes.panel} surface`}>
        <div className={classes.lean} aria-hidden>
          {leanings.map(([name, n]) => n > 0 && <span key={name} data-lean={name} style={{ flexGrow: n }} />)}
        </div>
        <ul className={`${classes.behinds} figures`}>
          {leanings.map(([name, n]) => (
            <li key={name}>
              <Link to={'/voice' as '/'} search={behind({ polarity: name }) as never} className={classes.behind}>
                {t(`figure.lean-${name}`)} {percent(n / words.n)}
              </Link>{' '}
              <span className="dim">{number(n)}</span>
            </li>
          ))}
        </ul>
        <ul className={`${classes.behinds} figures`}>
          {KINDS.filter((kind) => words.kinds[kind] > 0).map((kind) => (
            <li key={kind}>
              <Link to={'/voice' as '/'} search={behind({ kind }) as never} className={classes.behind}>
                {t(`figure.kind-${kind}`, { n: words.kinds[kind] })}
              </Link>
            </li>
          ))}
          {ALERTS.filter((alert) => words.alerts[alert] > 0).map((alert) => (
            <li key={alert}>
              <Link to={'/voice' as '/'} search={behind({ alert }) as never} className={classes.behind}>
                {t(`figure.alert-${alert}`, { n: words.alerts[alert] })}
              </Link>
            </li>
          ))}
        </ul>
        {words.leftOut > 0 && <p className={classes.quiet}>{t('figure.words-left-out', { n: words.leftOut })}</p>}
      </div>
    </Section>
  )
}
