import { useSearch } from '@tanstack/react-router'
import { useNarrowing } from '../../../narrow.ts'
import { Empty } from '../../../parts/Empty.tsx'
import { Page } from '../../../parts/Page.tsx'
import { SiteChoice } from '../../../parts/SiteChoice.tsx'
import { useMay } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { type FiguresSearch, queryOf } from '../figures/figures-filter.ts'
import { VoiceNav } from '../VoiceNav.tsx'
import { News } from './News.tsx'
import { OwnThemes } from './OwnThemes.tsx'
import classes from './Themes.module.css'
import { ThemeTable } from './ThemeTable.tsx'

/** What they speak of: what is new, what is spoken of, and the network's own themes. */
export default function Themes() {
  const { t } = useWords()
  const may = useMay('voice.read', null)
  const search = useSearch({ strict: false }) as FiguresSearch
  const choose = useNarrowing<FiguresSearch>()
  if (!may)
    return (
      <Page title={t('news.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const query = queryOf(search)
  return (
    <Page title={t('news.title')} lead={t('news.lead')} size="wide" nav={<VoiceNav />}>
      <SiteChoice className={classes.site ?? ''} value={search.at} choose={(at) => choose({ at })} />
      <News site={query.site} />
      <ThemeTable search={search} choose={choose} />
      <OwnThemes />
    </Page>
  )
}
