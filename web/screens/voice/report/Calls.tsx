import { Button, MultiSelect } from '@mantine/core'
import { IconPhone } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { listStaff } from '../../../../contract/network.ts'
import {
  chooseOther,
  type Report,
  type ReportCall,
  readCommittee,
  readReport,
  setCommittee,
  takeCall,
} from '../../../../contract/report.ts'
import { useAsk, useDo } from '../../../ask.ts'
import { BecauseList } from '../../../parts/BecauseList.tsx'
import { Empty } from '../../../parts/Empty.tsx'
import { Section } from '../../../parts/Page.tsx'
import { Tone } from '../../../parts/Tone.tsx'
import { toast, toastProblem } from '../../../parts/toast.tsx'
import { useMe } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { Editor } from './Editor.tsx'
import classes from './Report.module.css'

/** One customer to hear for each member of the committee, and who sits on it. */
export function Calls({ report }: { report: Report }) {
  const { t } = useWords()
  const committee = useAsk(readCommittee, {})
  const [composing, compose] = useState(false)
  const { members = [], mayWrite = false } = committee.data ?? {}
  const composeButton = mayWrite && !composing && (
    <Button variant="subtle" size="sm" mih={44} onClick={() => compose(true)}>
      {t('report.compose')}
    </Button>
  )
  return (
    <Section title={t('report.calls')} actions={members.length > 0 && composeButton}>
      <Editor report={report} part="calls" title={t('report.calls')} />
      {composing && <Compose members={members} close={() => compose(false)} />}
      {committee.data && members.length === 0 && !composing ? (
        <Empty
          icon={<IconPhone size={36} stroke={1.4} />}
          title={t('report.no-committee')}
          action={composeButton}
          quiet
        >
          {t('report.no-committee-text')}
        </Empty>
      ) : (
        <p className={classes.quiet}>
          {t(
            report.running ? 'report.calls-later' : report.calls.length > 0 ? 'report.calls-lead' : 'report.calls-none',
          )}
        </p>
      )}
      <ul className={classes.rows}>
        {report.calls.map((call) => (
          <Call key={call.staff.id} report={report} call={call} />
        ))}
      </ul>
    </Section>
  )
}

function Call({ report, call }: { report: Report; call: ReportCall }) {
  const { t } = useWords()
  const me = useMe()
  const at = {
    params: { month: report.month, staff: call.staff.id },
    query: report.siteId ? { site: report.siteId } : {},
  }
  const take = useDo(takeCall, { refresh: [readReport], done: () => toast(t('report.call-taken')) })
  const other = useDo(chooseOther, { refresh: [readReport] })
  const mine = call.staff.id === me.staffId
  return (
    <li className={`${classes.row} surface`}>
      <div>
        <strong>{call.staff.name}</strong>
        {call.customerId && (
          <>
            {' · '}
            <Link to="/customers/$id" params={{ id: call.customerId }} className="name-link">
              {call.customer}
            </Link>
          </>
        )}
        <div className="dim">
          {call.site && `${call.site} · `}
          <BecauseList because={call.because} />
          {call.speakTo && ` · ${t('report.speak-to', { name: call.speakTo })}`}
        </div>
      </div>
      {call.customerId && (
        <span className={classes.acts}>
          {call.task ? (
            <Tone tone={call.task === 'done' ? 'good' : 'wait'}>{t(`report.call-${call.task}`)}</Tone>
          ) : (
            <>
              {(mine || report.mayWrite) && (
                <Button
                  size="sm"
                  mih={44}
                  variant={mine ? 'filled' : 'default'}
                  loading={take.isPending}
                  onClick={() => take.mutate({ ...at, body: {} }, { onError: toastProblem })}
                >
                  {t(mine ? 'report.take-call' : 'report.take-call-for')}
                </Button>
              )}
              {report.mayWrite && report.state === 'draft' && (
                <Button
                  size="sm"
                  mih={44}
                  variant="subtle"
                  loading={other.isPending}
                  onClick={() => other.mutate({ ...at, body: {} }, { onError: toastProblem })}
                >
                  {t('report.other')}
                </Button>
              )}
            </>
          )}
        </span>
      )}
    </li>
  )
}

function Compose({ members, close }: { members: readonly { id: string; name: string }[]; close: () => void }) {
  const { t } = useWords()
  const staff = useAsk(listStaff, {})
  const [chosen, choose] = useState(members.map(({ id }) => id))
  const save = useDo(setCommittee, {
    refresh: [readCommittee, readReport],
    done: () => {
      toast(t('report.committee-saved'))
      close()
    },
  })
  return (
    <form
      className={classes.editing}
      onSubmit={(e) => {
        e.preventDefault()
        save.mutate({ body: { staffIds: chosen } }, { onError: toastProblem })
      }}
    >
      <MultiSelect
        label={t('report.committee')}
        searchable
        value={chosen}
        onChange={choose}
        data={(staff.data?.staff ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <div className={classes.acts}>
        <Button type="submit" size="sm" mih={44} loading={save.isPending}>
          {t('shell.save')}
        </Button>
        <Button variant="default" size="sm" mih={44} onClick={close}>
          {t('shell.cancel')}
        </Button>
      </div>
    </form>
  )
}
