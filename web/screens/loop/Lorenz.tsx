import { useId } from 'react'
import { useWords } from '../../words/words.tsx'
import classes from './Loop.module.css'

const SIZE = 240
const ROOM = 44

/** The Lorenz curve under the line of equality, and one sentence of it. */
export function Lorenz({ curve }: { curve: readonly number[] }) {
  const { t, percent } = useWords()
  const id = useId()
  const last = curve.length - 1
  const x = (n: number) => ROOM + (n / last) * SIZE
  const y = (share: number) => SIZE * (1 - share)
  const line = curve.map((share, n) => `${n === 0 ? 'M' : 'L'}${x(n)} ${y(share)}`).join('')
  const half = Math.round(last / 2)
  return (
    <figure className={classes.drawn}>
      <svg
        viewBox={`0 -8 ${SIZE + ROOM + 10} ${SIZE + ROOM + 8}`}
        role="img"
        aria-labelledby={id}
        className={classes.square}
      >
        <title id={id}>{t('loop.lorenz')}</title>
        <path d={`${line}L${x(last)} ${y(0)}L${x(0)} ${y(0)}Z`} className={classes.under} />
        <line x1={x(0)} y1={y(0)} x2={x(last)} y2={y(1)} className={classes.equal} />
        <path d={line} className={classes.curve} />
        <line x1={x(0)} x2={x(last)} y1={y(0)} y2={y(0)} className={classes.axis} />
        <line x1={x(0)} x2={x(0)} y1={y(0)} y2={y(1)} className={classes.axis} />
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <text x={ROOM + share * SIZE} y={SIZE + 17} textAnchor="middle" className={classes.tick}>
              {percent(share)}
            </text>
            <text x={ROOM - 8} y={y(share) + 4} textAnchor="end" className={classes.tick}>
              {percent(share)}
            </text>
          </g>
        ))}
        <text x={ROOM + SIZE / 2} y={SIZE + 36} textAnchor="middle" className={classes.tick}>
          {t('loop.lorenz-people')}
        </text>
      </svg>
      <p className={classes.quiet}>
        {t('loop.lorenz-text', { share: percent(half / last), held: percent(curve[half] ?? 0) })}
      </p>
    </figure>
  )
}
