import { bandOf } from '../../../../contract/surveys.ts'
import type { VoiceFiguresAnswer } from '../../../../contract/voice.ts'
import { useWords } from '../../../words/words.tsx'
import classes from './Figures.module.css'

const HEIGHT = 46

/** How the answers lie on their scale, the bad end first; one drawing for each scale that was asked and of which an answer counts. */
export function Steps({ of: { metric, scales } }: { of: VoiceFiguresAnswer['metrics'][number] }) {
  const { t, number } = useWords()
  return scales
    .filter(({ counts }) => counts.some((count) => count > 0))
    .map(({ steps, counts }) => {
      const most = Math.max(1, ...counts)
      const all = counts.reduce((sum, each) => sum + each, 0)
      const wide = 100 / counts.length
      const first = metric === 'nps' && steps === 10 ? 0 : 1
      const said = t('figure.steps', { n: number(all), steps: steps + 1 })
      return (
        <figure key={steps} className={classes.steps}>
          <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={said}>
            {counts.map((count, step) => (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place.
                key={step}
                x={step * wide + 0.6}
                y={HEIGHT - (count === 0 ? 0 : Math.max(2, (count / most) * HEIGHT))}
                width={wide - 1.2}
                height={count === 0 ? 0 : Math.max(2, (count / most) * HEIGHT)}
                data-band={bandOf(metric, { min: 0, max: steps, direction: 'up' }, step)}
              />
            ))}
          </svg>
          <ol className={`${classes.ticks} figures`}>
            {counts.map((count, step) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place.
              <li key={step}>
                {step + first}
                <span className="sr-only">{t('figure.step-count', { n: count })}</span>
              </li>
            ))}
          </ol>
        </figure>
      )
    })
}
