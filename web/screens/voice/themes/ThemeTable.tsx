import { Table } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type VoiceThemesAnswer, voiceThemes } from '../../../../contract/voice.ts'
import { useAsk } from '../../../ask.ts'
import { Empty } from '../../../parts/Empty.tsx'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Loading } from '../../../parts/Loading.tsx'
import { Section } from '../../../parts/Page.tsx'
import { Tone } from '../../../parts/Tone.tsx'
import { dayText } from '../../../parts/when.ts'
import { useMay } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { Decide } from '../decisions/Decide.tsx'
import { Filters } from '../figures/Filters.tsx'
import { type FiguresSearch, queryOf, wordsBehind } from '../figures/figures-filter.ts'
import classes from './Themes.module.css'

interface ThemeTableProps {
  search: FiguresSearch
  choose: (next: FiguresSearch) => void
}

/** Each theme: in how many of their words, in good or in bad, and whether that changed. */
export function ThemeTable({ search, choose }: ThemeTableProps) {
  const { t, locale } = useWords()
  const asked = useAsk(voiceThemes, { query: queryOf(search) }, { keep: true })
  const answer = asked.data
  return (
    <Section title={t('news.themes')} note={answer && t('figure.words-n', { n: answer.n })}>
      <Filters search={search} period={answer?.period} choices={undefined} choose={choose} withoutSites />
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!answer && !asked.error && <Loading rows={5} />}
      {answer?.themes.length === 0 && (
        <Empty quiet icon={<IconMessages size={36} stroke={1.4} />} title={t('news.no-themes')}>
          {t('news.no-themes-text')}
        </Empty>
      )}
      {answer && answer.themes.length > 0 && (
        <>
          <p className={classes.lead}>
            {t('news.themes-compared', {
              from: dayText(answer.before.from, locale),
              to: dayText(answer.before.to, locale),
              n: answer.nBefore,
            })}{' '}
            {t(answer.themes.some(({ said }) => said === 'few') ? 'news.themes-few' : 'news.themes-how')}
          </p>
          <Rows answer={answer} search={search} />
        </>
      )}
    </Section>
  )
}

function Rows({ answer, search }: { answer: VoiceThemesAnswer; search: FiguresSearch }) {
  const { t } = useWords()
  const decides = useMay('voice.manage', null)
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
            {answer.themes.map((one) => (
              <Row
                key={one.theme}
                one={one}
                decides={decides}
                behind={(more) => wordsBehind(search, answer.period, { theme: one.theme, ...more })}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  )
}

interface RowProps {
  one: VoiceThemesAnswer['themes'][number]
  decides: boolean
  behind: (more: Record<string, string>) => Record<string, string>
}

function Row({ one, decides, behind }: RowProps) {
  const { t, word, number, percent } = useWords()
  const { share, by, byInterval, balance, shrunk, balanceInterval, said } = one
  const points = (value: number) => number(value, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  const all = Math.max(1, one.good + one.neutral + one.bad)
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={600}>
        <Link to={'/voice' as '/'} search={behind({}) as never} className="name-link">
          {one.title || word('theme', one.theme)}
        </Link>
        {one.theme.startsWith('own:') && <small className={classes.own}>{t('news.own')}</small>}
      </Table.Th>
      <Table.Td>
        {percent(share.n === 0 ? 0 : share.k / share.n, 1)}
        <small className={classes.small}>
          {share.interval &&
            t('figure.between', { low: percent(share.interval.low, 1), high: percent(share.interval.high, 1) })}
          {' · '}
          {number(share.k)}
        </small>
      </Table.Td>
      <Table.Td miw={200}>
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
      </Table.Td>
      <Table.Td>
        {said === 'few' || by === null || !byInterval ? (
          <span className="dim">–</span>
        ) : (
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
        )}
      </Table.Td>
      {decides && (
        <Table.Td>
          <Decide theme={one.theme} />
        </Table.Td>
      )}
    </Table.Tr>
  )
}
