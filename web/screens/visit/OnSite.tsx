import type { ReactNode } from 'react'
import type { Site } from '../../../contract/network.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Page } from '../../parts/Page.tsx'
import { useMay, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'

/** A screen of one site's visits; who may see none is told so. */
export function OnSite({ title, children }: { title: string; children: (site: Site) => ReactNode }) {
  const { t } = useWords()
  const { site } = useSite()
  const may = useMay('visits.read')
  if (may && site) return children(site)
  return (
    <Page title={title}>
      <Empty title={t('desk.no-visits')}>{t('desk.no-visits-text')}</Empty>
    </Page>
  )
}
