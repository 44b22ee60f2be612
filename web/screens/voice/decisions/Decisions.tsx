import { Button, SegmentedControl } from '@mantine/core'
import { IconGavel, IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { listDecisions } from '../../../../contract/decisions.ts'
import { useAsk } from '../../../ask.ts'
import { Empty } from '../../../parts/Empty.tsx'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Loading } from '../../../parts/Loading.tsx'
import { Page } from '../../../parts/Page.tsx'
import { useMay } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { VoiceNav } from '../VoiceNav.tsx'
import { DecisionForm } from './DecisionForm.tsx'
import classes from './Decisions.module.css'
import { DecisionTones, useDecisionLine } from './DecisionTones.tsx'

interface Search {
  over?: string
  new?: string
  theme?: string
  verbatim?: string
}

/** What was decided on what customers say: the late first; those over apart. */
export default function Decisions() {
  const { t } = useWords()
  const may = useMay('voice.read', null)
  const write = useMay('voice.manage', null)
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const over = search.over !== undefined
  const asked = useAsk(listDecisions, { query: { over: over ? 'true' : 'false' } }, { enabled: may, keep: true })
  const go = (next: Search) => void navigate({ to: '.', search: next, replace: true } as never)
  if (!may)
    return (
      <Page title={t('decided.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const writing = write && (search.new !== undefined || search.theme !== undefined || search.verbatim !== undefined)
  const { decisions = [], counts } = asked.data ?? {}
  const take = (
    <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => go({ new: '1' })}>
      {t('decided.take')}
    </Button>
  )
  return (
    <Page
      title={t('decided.title')}
      lead={t('decided.lead')}
      nav={<VoiceNav />}
      // Empty, the one way to begin stands in the middle.
      actions={write && !writing && (decisions.length > 0 || over) && take}
    >
      {writing && (
        <DecisionForm
          decision={null}
          from={search}
          done={(id) => void navigate({ to: '/voice/decisions/$id' as '/', params: { id } as never })}
          cancel={() => go({})}
        />
      )}
      {counts && (
        <div className={classes.bar}>
          <SegmentedControl
            aria-label={t('decided.show')}
            value={over ? 'over' : 'open'}
            onChange={(next) => go(next === 'over' ? { over: '1' } : {})}
            data={[
              { value: 'open', label: t('decided.show-open', { n: counts.open + counts.doing + counts.toTell }) },
              { value: 'over', label: t('decided.show-over', { n: counts.over }) },
            ]}
          />
          <p className={`${classes.meta} figures`}>
            {[
              counts.late > 0 && t('decided.late-n', { n: counts.late }),
              counts.toTell > 0 && t('decided.to-tell-n', { n: counts.toTell }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
      )}
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!asked.data && !asked.error && <Loading rows={3} as="card" />}
      {asked.data && decisions.length === 0 && !writing && (
        <Empty
          icon={<IconGavel size={40} stroke={1.4} />}
          title={t(over ? 'decided.over-none' : 'decided.none')}
          action={write && !over && take}
        >
          {t(over ? 'decided.over-none-text' : 'decided.none-text')}
        </Empty>
      )}
      <Lines decisions={decisions} />
    </Page>
  )
}

function Lines({ decisions }: { decisions: readonly Parameters<ReturnType<typeof useDecisionLine>>[0][] }) {
  const lineOf = useDecisionLine()
  if (decisions.length === 0) return null
  return (
    <ul className={classes.list}>
      {decisions.map((decision) => (
        <li key={decision.id} className={`${classes.line} surface`}>
          <Link
            to={'/voice/decisions/$id' as '/'}
            params={{ id: decision.id } as never}
            className={`${classes.what} name-link`}
          >
            {decision.text}
          </Link>
          <DecisionTones decision={decision} />
          <p className={classes.meta}>{lineOf(decision)}</p>
          {decision.outcome && <p className={classes.outcome}>{decision.outcome}</p>}
        </li>
      ))}
    </ul>
  )
}
