import { Button } from '@mantine/core'
import { IconAlertTriangle, IconBubble, IconFolderOpen, IconHeart } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Customer } from '../../../contract/customers.ts'
import { changeEntry, type Entry, readTimeline } from '../../../contract/timeline.ts'
import { readDesk } from '../../../contract/visits.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { useNames } from './Care.tsx'
import classes from './Customer.module.css'

const ICON = { say: IconBubble, thank: IconHeart, mind: IconAlertTriangle }

/** Before walking up to them: what was left for the next person to say, to thank for, to mind; and the cases still open. */
export function Matters({ customer, may }: { customer: Customer; may: boolean }) {
  const { t } = useWords()
  const asked = useAsk(readTimeline, {
    params: { id: customer.id },
    // Only what people write by hand can hold a hint or be open.
    query: { kinds: 'case,note,call,service,survey' as never, limit: 200 },
  })
  const open = (asked.data?.entries ?? []).filter(
    (e) => (e.kind === 'case' && !e.closedAt) || (e.hint && !e.hintDoneAt),
  )
  if (open.length === 0) return null
  return (
    <Section title={t('customer.matters')} note={open.length}>
      <ul className={`surface ${classes.rows}`}>
        {open.map((entry) => (
          <Matter key={entry.id} entry={entry} may={may} />
        ))}
      </ul>
    </Section>
  )
}

function Matter({ entry, may }: { entry: Entry; may: boolean }) {
  const { t } = useWords()
  const { staffName } = useNames()
  const write = useDo(changeEntry, { refresh: [readTimeline, readDesk] })
  const isCase = entry.kind === 'case' && !entry.closedAt
  const caseId = isCase && typeof entry.data.caseId === 'string' ? entry.data.caseId : null
  const done = (is: boolean) => ({ params: { id: entry.id }, body: isCase ? { closed: is } : { hintDone: is } })
  const finish = () =>
    write.mutate(done(true), {
      onError: toastProblem,
      onSuccess: () =>
        undoable(t(isCase ? 'customer.case-closed' : 'customer.hint-done'), () => write.mutateAsync(done(false))),
    })
  const Icon = entry.hint && !entry.hintDoneAt ? ICON[entry.hint] : IconFolderOpen
  return (
    <li className={classes.row}>
      <Icon size={22} aria-hidden className={classes.rowIcon} />
      <div className={classes.rowWords}>
        <div>
          {isCase && <Tone tone="wait">{t('customer.case-open')}</Tone>}{' '}
          {entry.hint && !entry.hintDoneAt && <strong>{t(`card.${entry.hint}`)}</strong>}
        </div>
        <div className={classes.said}>{entry.text}</div>
        <div className="dim">
          {staffName(entry.staffId)}
          {entry.staffId && ' · '}
          <Time at={entry.at} />
        </div>
      </div>
      {caseId && (
        <Button
          component={Link}
          to={'/voice/cases/$id' as '/'}
          params={{ id: caseId } as never}
          variant="default"
          size="sm"
          h={44}
        >
          {t('inbox.case-nav')}
        </Button>
      )}
      {may && !caseId && (
        <Button variant="default" size="sm" h={44} loading={write.isPending} onClick={finish}>
          {t(isCase ? 'customer.case-close' : 'customer.hint-do')}
        </Button>
      )}
    </li>
  )
}
