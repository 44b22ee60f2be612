import { IconMessages } from '@tabler/icons-react'
import { voiceThemes } from '../../../../contract/voice.ts'
import { useAsk } from '../../../ask.ts'
import { Empty } from '../../../parts/Empty.tsx'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Loading } from '../../../parts/Loading.tsx'
import { Section } from '../../../parts/Page.tsx'
import { dayText } from '../../../parts/when.ts'
import { useWords } from '../../../words/words.tsx'
import { Filters } from '../figures/Filters.tsx'
import { type FiguresSearch, queryOf } from '../figures/figures-filter.ts'
import { ThemeRows } from './ThemeRows.tsx'
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
          <ThemeRows answer={answer} search={search} />
        </>
      )}
    </Section>
  )
}
