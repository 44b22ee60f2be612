import { ActionIcon } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { readDesk } from '../../../contract/visits.ts'
import { asking } from '../../ask.ts'
import { forgetElsewhere, hearForMe } from '../../for-me.ts'
import { useLineCut } from '../../line-cut.ts'
import { type Listener, useLine, useLive } from '../../live.ts'
import { SiteSwitch } from '../../parts/SiteSwitch.tsx'
import { useUndoKey } from '../../parts/toast.tsx'
import { clockText } from '../../parts/when.ts'
import { useMe, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { Unread } from '../playbook/Unread.tsx'
import { BottomBar } from './BottomBar.tsx'
import { Demo } from './Demo.tsx'
import { Duty } from './Duty.tsx'
import { Find, openFind } from './Find.tsx'
import { ForMe } from './ForMe.tsx'
import { Rail } from './Rail.tsx'
import classes from './Shell.module.css'
import { keepTellingHere } from './told-here.ts'

/** What stands around every screen: a rail on a desk, a bar under the thumb on a phone. */
export function Shell() {
  const me = useMe()
  const { t, locale, setLocale } = useWords()
  const { site, sites, setSite } = useSite()
  const { line, since } = useLine()
  const { cut } = useLineCut()
  // Without a network that alone is said.
  const notLive = line === 'lost' && !cut
  useLive(site?.id, useForMeNews(site?.id, me.staffId), { mine: true })
  useUndoKey()
  useEffect(() => void keepTellingHere().catch(() => undefined), [])
  // The account says the language; what the browser remembered served only until we knew who is there.
  useEffect(() => setLocale(me.locale), [me.locale, setLocale])
  const places = <SiteSwitch sites={sites} value={site?.id} onChange={setSite} label={t('shell.site')} />
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {t('shell.skip')}
      </a>
      <Rail site={places} />
      <header className={classes.top}>
        <div className={classes.topSite}>{places}</div>
        <Duty compact />
        <ActionIcon aria-label={t('shell.find')} aria-keyshortcuts="Control+K Meta+K" onClick={openFind}>
          <IconSearch size={22} aria-hidden />
        </ActionIcon>
      </header>
      <ForMe />
      <div className={classes.body}>
        {me.demo && <Demo />}
        <Unread />
        <main id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <BottomBar />
      <Find />
      <output className={classes.line} data-lost={notLive || undefined}>
        {notLive ? t('shell.not-live', { at: since ? clockText(since, locale) : '' }) : ''}
      </output>
    </div>
  )
}

/** News of whoever waits for me; after a lost connection also of those who came meanwhile. */
function useForMeNews(siteId: string | undefined, staffId: string): Listener {
  const queries = useQueryClient()
  return useMemo(
    () => ({
      hear: (event) => hearForMe(event, staffId),
      again: () => {
        if (!siteId) return
        forgetElsewhere(siteId)
        void queries
          .fetchQuery(asking(readDesk, { query: { site: siteId } }))
          .then(({ forMe, calls }) => {
            for (const visit of forMe) hearForMe({ type: 'visit', site: siteId, visit }, staffId)
            for (const call of calls) hearForMe({ type: 'call', site: siteId, call }, staffId)
          })
          // The screens ask again by themselves, and say what is wrong.
          .catch(() => {})
      },
    }),
    [queries, siteId, staffId],
  )
}
