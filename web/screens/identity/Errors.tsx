import { Table } from '@mantine/core'
import { Estimate } from '../../parts/Estimate.tsx'
import { Figure } from '../../parts/Figure.tsx'
import { Section } from '../../parts/Page.tsx'
import { useWeighed } from '../../parts/weighed.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Quality.module.css'
import type { QualityData } from './quality-data.ts'

type Band = QualityData['sample'][number]

/** How often wrong, both ways, as answers on pairs drawn at random tell; what was drawn; and whether people agree among themselves. */
export function Errors({ quality: q }: { quality: QualityData }) {
  const { t, number } = useWords()
  const { same, different, unsure } = q.judgements
  const n = same + different
  const answered = (kinds: readonly Band['kind'][]) =>
    q.sample.reduce((sum, { kind, asked }) => sum + (kinds.includes(kind) ? asked : 0), 0)
  return (
    <Section title={t('identity.right')}>
      <div className={`${classes.estimates} surface`}>
        <Estimate name={t('identity.precision')} estimate={q.precision} n={answered(['joined'])} soFar={q.needs.joined}>
          {t('identity.precision-text')}
        </Estimate>
        <Estimate
          name={t('identity.recall')}
          estimate={q.recall}
          n={answered(['joined', 'asked', 'near'])}
          soFar={q.precision ? q.needs.near : q.needs.joined}
        >
          {t('identity.recall-text')}
        </Estimate>
        <div className={classes.beside}>
          <Figure
            name={t('identity.judgements')}
            value={number(n + unsure)}
            note={
              n + unsure > 0
                ? t('identity.judgements-note', {
                    same: number(same),
                    different: number(different),
                    unsure: number(unsure),
                  })
                : t('identity.no-estimate-text')
            }
          />
          <Agreement agreement={q.agreement} />
        </div>
        <Sample sample={q.sample} />
      </div>
    </Section>
  )
}

/** Two people who read the same pair, neither knowing of the other. */
function Agreement({ agreement: { pairs, agreed, kappa, torn } }: Pick<QualityData, 'agreement'>) {
  const { t, number } = useWords()
  const enough = pairs >= 5
  return (
    <Figure
      name={t('identity.agreement')}
      value={enough ? t('identity.agreement-some', { agreed: number(agreed), n: number(pairs) }) : '–'}
      note={
        <>
          {kappa ? (
            <Kappa {...kappa} />
          ) : enough ? (
            t('identity.kappa-undefined', { agreed: number(agreed), n: number(pairs) })
          ) : (
            t('identity.agreement-none', { n: pairs })
          )}
          {torn > 0 && <div>{t('identity.torn', { n: torn })}</div>}
        </>
      }
    />
  )
}

/** Beyond chance: Landis and Koch (1977) put a substantial agreement at 0.6, a fair one at 0.2. */
function Kappa({ value, low, high }: NonNullable<QualityData['agreement']['kappa']>) {
  const { t, number } = useWords()
  const short = (share: number) => number(share, { maximumFractionDigits: 2 })
  const said = value >= 0.6 ? 'high' : value >= 0.2 ? 'fair' : 'low'
  return t('identity.kappa', {
    value: short(value),
    low: short(low),
    high: short(high),
    said: t(`identity.kappa-${said}`),
  })
}

/** What the estimates stand on, band by band. */
function Sample({ sample }: { sample: readonly Band[] }) {
  const { t, number } = useWords()
  const filled = sample.filter(({ pairs }) => pairs > 0)
  if (!filled.some(({ kind, drawn }) => kind === 'joined' && drawn > 0))
    return <p className={classes.note}>{t('identity.sample-few')}</p>
  return (
    <details className={`${classes.list} ${classes.whole}`}>
      <summary>{t('identity.sample')}</summary>
      <p className={classes.note}>{t('identity.sample-lead')}</p>
      <Table.ScrollContainer minWidth={560} type="native" tabIndex={0} role="group" aria-label={t('identity.sample')}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('identity.sample-kind')}</Table.Th>
              <Table.Th scope="col">{t('identity.sample-band')}</Table.Th>
              <Table.Th scope="col">{t('identity.sample-pairs')}</Table.Th>
              <Table.Th scope="col">{t('identity.sample-asked')}</Table.Th>
              <Table.Th scope="col">{t('identity.sample-same')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {filled.map((band) => (
              <Table.Tr key={`${band.kind} ${band.from} ${band.to}`}>
                <Table.Th scope="row">
                  {t(band.kind === 'asked' ? 'identity.sample-waiting' : `identity.sample-${band.kind}`)}
                </Table.Th>
                <Table.Td>
                  <Reach band={band} />
                </Table.Td>
                <Table.Td className="figures">
                  {number(band.pairs)}
                  {band.undone > 0 && <small className="dim"> {t('identity.sample-undone', { n: band.undone })}</small>}
                </Table.Td>
                <Table.Td className="figures">
                  {band.kind === 'asked'
                    ? number(band.asked)
                    : t('identity.sample-of', {
                        asked: number(band.asked),
                        drawn: number(Math.max(band.drawn, band.asked)),
                      })}
                </Table.Td>
                <Table.Td className="figures">{band.asked > 0 ? number(band.same) : '–'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </details>
  )
}

function Reach({ band: { from, to } }: { band: Band }) {
  const { t } = useWords()
  const { points } = useWeighed()
  if (from === null) return t('identity.sample-under', { to: points(to ?? 0) })
  if (to === null) return t('identity.sample-over', { from: points(from) })
  return t('identity.sample-from-to', { from: points(from), to: points(to) })
}
