import { useId } from 'react'
import type { AttentionAnswer } from '../../../contract/loop.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Loop.module.css'

const WIDTH = 330
const HEIGHT = 170
const FOOT = 24

/** How many people had so many contacts in thirty days, against the playbook's cap. */
export function Pressure({ answer }: { answer: AttentionAnswer }) {
  const { t, number } = useWords()
  const id = useId()
  const { pressure, perMonth, angryOver, over } = answer
  const most = Math.max(1, ...pressure.map(({ people }) => people))
  const step = WIDTH / pressure.length
  const last = pressure.length - 1
  const said = ({ contacts, people }: (typeof pressure)[number]) =>
    t(contacts === last ? 'loop.pressure-more' : 'loop.pressure-bar', { contacts, people })
  return (
    <figure className={classes.drawn}>
      <svg viewBox={`0 -20 ${WIDTH} ${HEIGHT + FOOT + 20}`} role="img" aria-labelledby={id} className={classes.drawing}>
        <title id={id}>{t('loop.pressure')}</title>
        {pressure.map((each, n) => {
          const height = each.people === 0 ? 0 : Math.max(3, (each.people / most) * HEIGHT)
          return (
            <g key={each.contacts}>
              <rect
                x={n * step + 3}
                y={HEIGHT - height}
                width={step - 6}
                height={height}
                rx={3}
                className={each.contacts > perMonth ? classes.late : classes.bar}
              >
                <title>{said(each)}</title>
              </rect>
              {each.people > 0 && (
                <text x={(n + 0.5) * step} y={HEIGHT - height - 6} textAnchor="middle" className={classes.tick}>
                  {number(each.people)}
                </text>
              )}
              <text x={(n + 0.5) * step} y={HEIGHT + 17} textAnchor="middle" className={classes.tick}>
                {n === last ? `${n}+` : n}
              </text>
            </g>
          )
        })}
        <line x1={0} x2={WIDTH} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className={classes.axis} />
      </svg>
      <p className={classes.quiet}>
        {t('loop.pressure-most', { n: number(perMonth) })}{' '}
        {t('loop.pressure-over', { n: over, angry: number(angryOver) })}
      </p>
      <ul className="sr-only">
        {pressure.map((each) => (
          <li key={each.contacts}>{said(each)}</li>
        ))}
      </ul>
    </figure>
  )
}
