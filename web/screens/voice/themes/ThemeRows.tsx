import { Table } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import type { VoiceThemesAnswer } from '../../../../contract/voice.ts'
import { Tone } from '../../../parts/Tone.tsx'
import { useMay } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { Decide } from '../decisions/Decide.tsx'
import { type FiguresSearch, wordsBehind } from '../figures/figures-filter.ts'
import classes from './Themes.module.css'

interface RowsProps {
  answer: VoiceThemesAnswer
  search: FiguresSearch
}

interface RowProps {
  one: VoiceThemesAnswer['themes'][number]
  decides: boolean
  behind: (more: Record<string, string>) => Record<string, string>
}

/** A table to compare; on a phone, where its columns would be out of sight, one theme after the other with all that is said of it. */
export function ThemeRows({ answer, search }: RowsProps) {
  const { t } = useWords()
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false }) ?? false
  const decides = useMay('voice.manage', null)
  const rows = answer.themes.map((one) => ({
    one,
    decides,
    behind: (more: Record<string, string>) => wordsBehind(search, answer.period, { theme: one.theme, ...more }),
  }))
  if (phone)
    return (
      <ul className={`${classes.themes} surface`} aria-label={t('news.themes')}>
        {rows.map((row) => (
          <Card key={row.one.theme} {...row} />
        ))}
      </ul>
    )
  return (
    <div className={`${classes.table} surface`}>
      <Table.ScrollContainer minWidth={720} type="native" tabIndex={0} role="group" aria-label={t('news.themes')}>
        <Table verticalSpacing={8}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('news.theme')}</Table.Th>
              <Table.Th scope="col">{t('news.share')}</Table.Th>
              <Table.Th scope="col">{t('news.balance')}</Table.Th>
              <Table.Th scope="col">{t('news.change')}</Table.Th>
              {decides && <Table.Th scope="col">{t('decided.title')}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Row key={row.one.theme} {...row} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  )
}

const Row = ({ one, decides, behind }: RowProps) => (
  <Table.Tr>
    <Table.Th scope="row" fw={600}>
      <Name one={one} behind={behind} />
    </Table.Th>
    <Table.Td>
      <Share one={one} />
    </Table.Td>
    <Table.Td miw={200}>
      <Balance one={one} behind={behind} />
    </Table.Td>
    <Table.Td>
      <Moved one={one} />
    </Table.Td>
    {decides && (
      <Table.Td>
        <Decide theme={one.theme} />
      </Table.Td>
    )}
  </Table.Tr>
)

function Card({ one, decides, behind }: RowProps) {
  const { t } = useWords()
  return (
    <li>
      <p className={classes.cardHead}>
        <strong>
          <Name one={one} behind={behind} />
        </strong>
        {decides && <Decide theme={one.theme} />}
      </p>
      <Balance one={one} behind={behind} />
      <dl className={classes.cardFigures}>
        <div>
          <dt>{t('news.share-short')}</dt>
          <dd>
            <Share one={one} />
          </dd>
        </div>
        <div>
          <dt>{t('news.change-short')}</dt>
          <dd>
            <Moved one={one} />
          </dd>
        </div>
      </dl>
    </li>
  )
}

function Name({ one, behind }: Omit<RowProps, 'decides'>) {
  const { t, word } = useWords()
  return (
    <>
      <Link to={'/voice' as '/'} search={behind({}) as never} className="name-link">
        {one.title || word('theme', one.theme)}
      </Link>
      {one.theme.startsWith('own:') && <small className={classes.own}>{t('news.own')}</small>}
    </>
  )
}

function Share({ one: { share } }: Pick<RowProps, 'one'>) {
  const { t, number, percent } = useWords()
  return (
    <>
      {percent(share.n === 0 ? 0 : share.k / share.n, 1)}
      <small className={classes.small}>
        {share.interval &&
          t('figure.between', { low: percent(share.interval.low, 1), high: percent(share.interval.high, 1) })}
        {' · '}
        <span className={classes.together}>{t('figure.of-comments', { k: number(share.k), n: number(share.n) })}</span>
      </small>
    </>
  )
}

function Balance({ one, behind }: Omit<RowProps, 'decides'>) {
  const { t } = useWords()
  const points = usePoints()
  const { share, balance, shrunk, balanceInterval } = one
  const all = Math.max(1, one.good + one.neutral + one.bad)
  return (
    <>
      <div className={classes.lean} aria-hidden>
        {one.good > 0 && <span data-lean="good" style={{ width: `${(100 * one.good) / all}%` }} />}
        {one.neutral > 0 && <span data-lean="neutral" style={{ width: `${(100 * one.neutral) / all}%` }} />}
        {one.bad > 0 && <span data-lean="bad" style={{ width: `${(100 * one.bad) / all}%` }} />}
      </div>
      <small className={classes.smallBlock}>
        <Link to={'/voice' as '/'} search={behind({ polarity: 'good' }) as never} className={classes.behind}>
          {t('news.n-good', { n: one.good })}
        </Link>{' '}
        <Link to={'/voice' as '/'} search={behind({ polarity: 'bad' }) as never} className={classes.behind}>
          {t('news.n-bad', { n: one.bad })}
        </Link>
        {balance !== null && balanceInterval && (
          <span className="dim">
            {' '}
            {t(shrunk ? 'news.balance-few' : 'news.balance-of', {
              n: share.k,
              balance: points(Math.round(balance)),
              low: points(Math.round(balanceInterval.low)),
              high: points(Math.round(balanceInterval.high)),
            })}
          </span>
        )}
      </small>
    </>
  )
}

function Moved({ one: { said, by, byInterval } }: Pick<RowProps, 'one'>) {
  const { t } = useWords()
  const points = usePoints()
  if (said === 'few' || by === null || !byInterval) return <span className="dim">–</span>
  return (
    <>
      {said === 'cannot-tell' ? (
        <span className="dim">{t('news.same')}</span>
      ) : (
        <Tone tone="calm">{t(`news.${said}`, { by: points(by) })}</Tone>
      )}
      <small className={classes.small}>
        {t('news.by-between', { low: points(byInterval.low), high: points(byInterval.high) })}
      </small>
    </>
  )
}

function usePoints(): (value: number) => string {
  const { number } = useWords()
  return (value) => number(value, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
}
