import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconDownload, IconListDetails } from '@tabler/icons-react'
import { Link, useSearch } from '@tanstack/react-router'
import { exportLedger, ledgerSummary, TOUCH_STATES, type TouchState } from '../../../contract/loop.ts'
import { urlOf } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { useNarrowing } from '../../narrow.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Narrow } from '../../parts/Narrow.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { SiteChoice } from '../../parts/SiteChoice.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { ByMoment, ByReason } from './Counts.tsx'
import { Lines } from './Lines.tsx'
import classes from './Loop.module.css'
import { LoopNav } from './LoopNav.tsx'

export interface LedgerSearch {
  moment?: string
  state?: TouchState
  because?: string
  at?: string
  from?: string
  to?: string
}
const FIELDS = ['moment', 'state', 'because', 'at', 'from', 'to'] as const

/** What was done for each, what waits, and what we chose not to do: counted, then line by line. */
export default function Ledger() {
  const { t } = useWords()
  const may = useMay('loop.read', null)
  const asked = useSearch({ strict: false }) as LedgerSearch
  const filter = {
    moment: asked.moment,
    state: TOUCH_STATES.find((state) => state === asked.state),
    because: asked.because,
    site: asked.at,
    from: asked.from,
    to: asked.to,
  }
  const summary = useAsk(
    ledgerSummary,
    { query: { site: filter.site, from: filter.from, to: filter.to } },
    { enabled: may, keep: true },
  )
  const choose = useNarrowing<Record<(typeof FIELDS)[number], string>>()
  if (!may)
    return (
      <Page title={t('loop.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const filtered = FIELDS.some((field) => asked[field])
  return (
    <Page
      title={t('loop.ledger')}
      lead={t('loop.ledger-lead')}
      size="wide"
      actions={
        <>
          <LoopNav />
          <Button
            component="a"
            href={urlOf(exportLedger, { query: filter })}
            download
            variant="default"
            leftSection={<IconDownload size={20} aria-hidden />}
          >
            {t('loop.export')}
          </Button>
        </>
      }
    >
      <Narrow chosen={FIELDS.filter((field) => asked[field]).length}>
        <Filters asked={asked} choose={choose} moments={summary.data?.moments ?? []} />
      </Narrow>
      <ErrorNote error={summary.error} retry={summary.refetch} />
      {!summary.data && !summary.error && <Loading rows={3} as="card" />}
      {summary.data && summary.data.moments.length === 0 && (
        <Empty
          icon={<IconListDetails size={40} stroke={1.4} />}
          title={t('loop.none')}
          action={
            !filtered && (
              <Button component={Link} to="/playbook">
                {t('loop.none-do')}
              </Button>
            )
          }
        >
          {t(filtered ? 'loop.none-filter' : 'loop.none-text')}
        </Empty>
      )}
      {summary.data && summary.data.moments.length > 0 && (
        <>
          <div className={classes.beside}>
            <ByMoment moments={summary.data.moments} choose={choose} />
            <ByReason reasons={summary.data.reasons} choose={choose} />
          </div>
          <Section
            title={t('loop.lines')}
            actions={
              filtered && (
                <Button variant="subtle" onClick={() => choose(Object.fromEntries(FIELDS.map((field) => [field, ''])))}>
                  {t('loop.clear')}
                </Button>
              )
            }
          >
            <Lines filter={filter} />
          </Section>
        </>
      )}
    </Page>
  )
}

interface FiltersProps {
  asked: LedgerSearch
  choose: (next: Partial<Record<(typeof FIELDS)[number], string>>) => void
  moments: readonly { moment: string; title: string }[]
}

function Filters({ asked, choose, moments }: FiltersProps) {
  const { t } = useWords()
  return (
    <div className={classes.filters}>
      <NativeSelect
        label={t('loop.moment')}
        value={asked.moment ?? ''}
        onChange={(e) => choose({ moment: e.currentTarget.value })}
        data={[
          { value: '', label: t('loop.all-moments') },
          ...moments.map(({ moment, title }) => ({ value: moment, label: title })),
        ]}
      />
      <NativeSelect
        label={t('loop.state')}
        value={asked.state ?? ''}
        onChange={(e) => choose({ state: e.currentTarget.value })}
        data={[
          { value: '', label: t('loop.all-states') },
          ...TOUCH_STATES.map((state) => ({ value: state, label: t(`loop.state-${state}`) })),
        ]}
      />
      <SiteChoice value={asked.at} choose={(at) => choose({ at })} />
      <TextInput
        type="date"
        label={t('loop.from')}
        value={asked.from ?? ''}
        onChange={(e) => choose({ from: e.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('loop.to')}
        value={asked.to ?? ''}
        onChange={(e) => choose({ to: e.currentTarget.value })}
      />
    </div>
  )
}
