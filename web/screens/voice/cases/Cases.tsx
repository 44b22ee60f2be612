import { Button, SegmentedControl } from '@mantine/core'
import { IconHeartHandshake } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import type { AnswerOf } from '../../../../contract/endpoint.ts'
import { listCases } from '../../../../contract/recovery.ts'
import { useAsk } from '../../../ask.ts'
import { useNarrowing } from '../../../narrow.ts'
import { Empty } from '../../../parts/Empty.tsx'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Loading } from '../../../parts/Loading.tsx'
import { Page } from '../../../parts/Page.tsx'
import { SiteChoice } from '../../../parts/SiteChoice.tsx'
import { useMay, useSite } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { VoiceNav } from '../VoiceNav.tsx'
import { CaseFigures } from './CaseFigures.tsx'
import { CaseItem } from './CaseItem.tsx'
import classes from './Cases.module.css'
import { ClockSettings } from './ClockSettings.tsx'

interface CasesSearch {
  whose?: string
  state?: string
  at?: string
  skip?: string | number
}
type Answer = AnswerOf<typeof listCases>
const PAGE = 30
/** Every place, said in the address. */
const EVERYWHERE = 'all'

/** Everybody who was not content and waits for us: mine, or the site's; who waits longest first. */
export default function Cases() {
  const { t } = useWords()
  const may = useMay('feedback.read', null)
  if (!may)
    return (
      <Page title={t('case.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  return <List />
}

function List() {
  const { t } = useWords()
  const asked = useSearch({ strict: false }) as CasesSearch
  const set = useNarrowing<CasesSearch>()
  const whose = asked.whose === 'site' ? 'site' : 'mine'
  const state = asked.state === 'closed' ? 'closed' : 'open'
  const skip = Math.max(0, Number(asked.skip) || 0)
  // One place for the whole screen: the one named here, else the one chosen at the top. What is mine is mine wherever it is.
  const { site, sites } = useSite()
  const may = useMay('feedback.read')
  const at = asked.at ?? (may && sites.length > 1 ? (site?.id ?? EVERYWHERE) : EVERYWHERE)
  const here = at === EVERYWHERE ? undefined : at
  const list = useAsk(
    listCases,
    {
      query: { whose, state, skip, limit: PAGE, ...(here ? { site: here } : {}) } as never,
    },
    { every: 30_000, keep: true },
  )
  const answer = list.data
  return (
    <Page
      title={t('case.title')}
      size="wide"
      count={answer?.counts.mine ?? 0}
      lead={answer ? <Lead counts={answer.counts} mine={whose === 'mine'} /> : ' '}
      nav={<VoiceNav />}
    >
      <div className={classes.layout}>
        <div>
          <Choices whose={whose} state={state} at={at} counts={answer?.counts} set={set} />
          <ErrorNote error={list.error} retry={list.refetch} />
          {!answer && !list.error && <Loading rows={3} as="card" />}
          {answer && answer.cases.length === 0 && skip === 0 && (
            <Nothing whose={whose} state={state} counts={answer.counts} set={set} />
          )}
          {answer && answer.cases.length > 0 && (
            <ol className={classes.list} aria-label={t('case.title')} aria-busy={list.isPlaceholderData}>
              {answer.cases.map((line) => (
                <li key={line.id}>
                  <CaseItem line={line} mine={whose === 'mine'} />
                </li>
              ))}
            </ol>
          )}
          {(answer?.more || skip > 0) && (
            <p className={classes.pages}>
              <Button
                variant="default"
                disabled={skip === 0}
                onClick={() => set({ skip: skip > PAGE ? skip - PAGE : '' })}
              >
                {t('reviews.back')}
              </Button>
              <Button variant="default" disabled={!answer?.more} onClick={() => set({ skip: skip + PAGE })}>
                {t('reviews.further')}
              </Button>
            </p>
          )}
        </div>
        <aside aria-label={t('case.title')}>
          <CaseFigures siteId={here} />
          <ClockSettings siteId={here} />
        </aside>
      </div>
    </Page>
  )
}

function Lead({ counts, mine }: Pick<Answer, 'counts'> & { mine: boolean }) {
  const { t } = useWords()
  if (mine)
    return (
      <>
        {t('case.lead-mine', { n: counts.mine })}
        {counts.mineLate > 0 && ` ${t('case.lead-late', { n: counts.mineLate })}`}
      </>
    )
  return (
    <>
      {t('case.lead', { n: counts.site })}
      {counts.siteLate > 0 && ` ${t('case.lead-late', { n: counts.siteLate })}`}
      {counts.nobodys > 0 && ` ${t('case.lead-nobodys', { n: counts.nobodys })}`}
    </>
  )
}

interface ChoicesProps {
  whose: 'mine' | 'site'
  state: 'open' | 'closed'
  at: string
  counts: Answer['counts'] | undefined
  set: (next: Partial<CasesSearch>) => void
}

function Choices({ whose, state, at, counts, set }: ChoicesProps) {
  const { t, number } = useWords()
  return (
    <div className={classes.choices}>
      <SegmentedControl
        aria-label={t('case.whose')}
        value={whose}
        onChange={(next) => set({ whose: next === 'mine' ? '' : next, skip: '' })}
        data={[
          { value: 'mine', label: t('case.mine', { n: number(counts?.mine ?? 0) }) },
          {
            value: 'site',
            label: t(at === EVERYWHERE ? 'case.site-everywhere' : 'case.site', { n: number(counts?.site ?? 0) }),
          },
        ]}
      />
      <SegmentedControl
        aria-label={t('case.state')}
        value={state}
        onChange={(next) => set({ state: next === 'open' ? '' : next, skip: '' })}
        data={[
          { value: 'open', label: t('case.open') },
          { value: 'closed', label: t('case.closed') },
        ]}
      />
      <SiteChoice quiet value={at} everywhere={EVERYWHERE} choose={(site) => set({ at: site, skip: '' })} />
    </div>
  )
}

/** Nobody waits: that is good news, and it says what would bring a case here. */
function Nothing({ whose, state, counts, set }: Omit<ChoicesProps, 'at'>) {
  const { t } = useWords()
  const others = whose === 'mine' && state === 'open' && (counts?.site ?? 0) > 0
  return (
    <Empty
      icon={<IconHeartHandshake size={40} stroke={1.4} />}
      title={t(
        state === 'closed'
          ? whose === 'mine'
            ? 'case.none-closed-mine'
            : 'case.none-closed'
          : whose === 'mine'
            ? 'case.none-mine'
            : 'case.none',
      )}
      action={
        others ? (
          <Button variant="default" onClick={() => set({ whose: 'site' })}>
            {t('case.see-site', { n: counts?.site ?? 0 })}
          </Button>
        ) : whose === 'mine' && state === 'closed' ? (
          <Button variant="default" onClick={() => set({ whose: 'site' })}>
            {t('case.see-closed')}
          </Button>
        ) : undefined
      }
    >
      {t(state === 'closed' ? 'case.none-closed-text' : 'case.none-text')}
    </Empty>
  )
}
