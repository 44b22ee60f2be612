import { Switch } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { identityQuality, setIdentity } from '../../../contract/identity-quality.ts'
import { call } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Figure } from '../../parts/Figure.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { Brought } from './Brought.tsx'
import { DryRun } from './DryRun.tsx'
import { useIdentityCache } from './doubts.ts'
import { Errors } from './Errors.tsx'
import { IdentityNav } from './IdentityNav.tsx'
import { Learning } from './Learning.tsx'
import { Passing } from './Passing.tsx'
import classes from './Quality.module.css'
import type { QualityData } from './quality-data.ts'
import { Trust } from './Trust.tsx'
import { Weights } from './Weights.tsx'

/** How often the learning, or the pass over everyone, is looked at while it runs, in ms. */
const WHILE_LEARNING = 2000

/** How well we know who is who: how many, how often wrong, by what weights; and the bars, tried before they are moved. */
export default function Quality() {
  const { t } = useWords()
  const may = useMay('identity.review', null)
  const manage = useMay('identity.manage', null)
  const idle = useAsk(identityQuality, {}, { enabled: may })
  const running = idle.data?.lastLearning?.state === 'running' || Boolean(idle.data?.pass)
  const watched = useAsk(identityQuality, {}, { enabled: may && running, every: running ? WHILE_LEARNING : false })
  const data = watched.data ?? idle.data
  if (!may)
    return (
      <Page title={t('identity.quality')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  return (
    <Page title={t('identity.quality')} lead={t('identity.quality-lead')} size="wide" actions={<IdentityNav />}>
      <ErrorNote error={idle.error} retry={idle.refetch} />
      {!data && !idle.error && <Loading rows={3} as="card" />}
      {data && (
        <>
          {data.pass && <Passing pass={data.pass} />}
          <Counts quality={data} />
          <Brought />
          <Errors quality={data} />
          <DryRun manage={manage} />
          {manage && <Automatic on={data.automatic} />}
          <Trust manage={manage} />
          <Learning quality={data} manage={manage} />
          <Weights model={data.model} />
        </>
      )}
    </Page>
  )
}

function Counts({ quality: q }: { quality: QualityData }) {
  const { t, number } = useWords()
  const { automatic, byPeople, undone } = q.merges
  return (
    <Section title={t('identity.counts')}>
      <div className={`${classes.figures} surface`}>
        <Figure name={t('identity.records')} value={number(q.records)} note={t('identity.behind', { n: q.behind })} />
        <Figure
          name={t('identity.customers')}
          value={number(q.customers)}
          note={t('identity.customers-note', { n: q.duplicates })}
        />
        <Figure
          name={t('identity.doubts')}
          value={number(q.waiting)}
          note={
            q.waiting > 0 ? (
              <Link to="/identity" search={{}} className={classes.link}>
                {t('identity.doubts-see')}
              </Link>
            ) : (
              t('identity.waiting', { n: 0 })
            )
          }
        />
        <Figure
          name={t('identity.merges')}
          value={
            <Link to="/identity/history" search={{}} className="name-link">
              {number(automatic + byPeople)}
            </Link>
          }
          note={t('identity.merges-note', {
            automatic: number(automatic),
            byPeople: number(byPeople),
            undone: number(undone),
          })}
        />
      </div>
    </Section>
  )
}

/** May two records be joined without a person's word? */
function Automatic({ on }: { on: boolean }) {
  const { t } = useWords()
  const cache = useIdentityCache()
  const write = async (automatic: boolean) => {
    await call(setIdentity, { body: { automatic } })
    await cache.moved()
  }
  const change = useMutation({
    mutationFn: write,
    onError: toastProblem,
    onSuccess: (_, automatic) => {
      undoable(
        t(automatic ? 'identity.automatic-on-done' : 'identity.automatic-off-done'),
        () => write(!automatic),
        'identity-automatic',
      )
    },
  })
  const now = change.isPending ? change.variables : on
  return (
    <Section title={t('identity.automatic')}>
      <div className={`${classes.panel} surface`}>
        <Switch
          size="md"
          label={t('identity.automatic')}
          description={t(now ? 'identity.automatic-on' : 'identity.automatic-off')}
          checked={now}
          onChange={(event) => change.mutate(event.currentTarget.checked)}
        />
      </div>
    </Section>
  )
}
