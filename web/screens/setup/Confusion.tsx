import type { CSSProperties } from 'react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { sourceHealth } from '../../../contract/signals.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Section } from '../../parts/Page.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Setup.module.css'

type Pairs = AnswerOf<typeof sourceHealth>['confusion']

/** Beyond this many letters either way a table says less than the list under it. */
const MOST = 14

/** What this camera takes for what, from reception's answers: as a table shaded by count, and in words. */
export function Confusion({ pairs, letters }: { pairs: Pairs; letters: number }) {
  const { t, number } = useWords()
  if (pairs.length === 0)
    return (
      <Section title={t('setup.confusion')}>
        <Empty quiet title={t(letters ? 'setup.confusion-clean' : 'setup.confusion-none')}>
          {t(letters ? 'setup.confusion-clean-text' : 'setup.confusion-none-text', { n: letters })}
        </Empty>
      </Section>
    )
  const strongest = (of: (pair: Pairs[number]) => string) => {
    const sums = new Map<string, number>()
    for (const pair of pairs) sums.set(of(pair), (sums.get(of(pair)) ?? 0) + pair.n)
    return [...sums]
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST)
      .map(([letter]) => letter)
      .sort((a, b) => a.localeCompare(b))
  }
  const truths = strongest((p) => p.truth)
  const reads = strongest((p) => p.read)
  const most = Math.max(...pairs.map((p) => p.n))
  const count = (truth: string, read: string) => pairs.find((p) => p.truth === truth && p.read === read)?.n ?? 0
  const shown = (letter: string) => letter || '∅'
  const said = (pair: Pairs[number]) =>
    pair.truth === ''
      ? t('setup.confused-added', { read: pair.read, n: pair.n })
      : pair.read === ''
        ? t('setup.confused-lost', { truth: pair.truth, n: pair.n })
        : t('setup.confused', { truth: pair.truth, read: pair.read, n: pair.n })
  return (
    <Section title={t('setup.confusion')} note={t('setup.confusion-n', { n: number(letters) })}>
      <div className={`${classes.panel} surface`}>
        <p className={classes.quiet}>{t('setup.confusion-lead')}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <section className={classes.scroll} tabIndex={0} aria-label={t('setup.confusion-table')}>
          <table className={classes.heat}>
            <caption className="sr-only">{t('setup.confusion-table')}</caption>
            <thead>
              <tr>
                <td style={{ background: 'none' }} />
                {reads.map((read) => (
                  <th key={read} scope="col">
                    <span className="sr-only">{t('setup.confusion-read')} </span>
                    {shown(read)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {truths.map((truth) => (
                <tr key={truth}>
                  <th scope="row">
                    <span className="sr-only">{t('setup.confusion-truth')} </span>
                    {shown(truth)}
                  </th>
                  {reads.map((read) => {
                    const n = count(truth, read)
                    return (
                      <td key={read} style={{ '--heat': n / most } as CSSProperties}>
                        {n || ''}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <h3 className={classes.sub}>{t('setup.confusion-words')}</h3>
        <ul style={{ margin: 0, paddingLeft: '1.2em' }}>
          {pairs.slice(0, 6).map((pair) => (
            <li key={`${pair.truth} ${pair.read}`}>{said(pair)}</li>
          ))}
        </ul>
      </div>
    </Section>
  )
}
