import { ActionIcon, Button, Group, Menu, Textarea } from '@mantine/core'
import {
  IconCalendar,
  IconCar,
  IconChartBar,
  IconDots,
  IconFolder,
  IconHistory,
  IconKey,
  IconMail,
  IconNote,
  IconPhone,
  IconReceipt,
  IconTool,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Because } from '../../../contract/because.ts'
import type { Customer } from '../../../contract/customers.ts'
import {
  addEntry,
  changeEntry,
  type Entry,
  type EntryKind,
  type MadeCall,
  madeCall,
  readTimeline,
} from '../../../contract/timeline.ts'
import { readDesk } from '../../../contract/visits.ts'
import { call } from '../../api.ts'
import { useDo } from '../../ask.ts'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { spanText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import { useNames } from './Care.tsx'
import classes from './Customer.module.css'
import { useCustomerCache } from './cache.ts'
import { attributesIn, SourceSays } from './SourceSays.tsx'

const ICON: Record<EntryKind, typeof IconNote> = {
  note: IconNote,
  visit: IconCar,
  call: IconPhone,
  sale: IconReceipt,
  delivery: IconKey,
  service: IconTool,
  survey: IconChartBar,
  case: IconFolder,
  message: IconMail,
  appointment: IconCalendar,
  change: IconHistory,
}
/** What people write by hand and may correct; the server refuses it for what a system told. */
const BY_HAND = ['note', 'call', 'service', 'survey', 'case'] as const
type ByHand = (typeof BY_HAND)[number]
const byHand = (kind: EntryKind): kind is ByHand => (BY_HAND as readonly string[]).includes(kind)

const numberIn = (data: Entry['data'], name: string): number | null =>
  typeof data[name] === 'number' ? (data[name] as number) : null

/** The figures and codes of an entry, in words: « a attendu 3 min », « 9 sur 10 ». */
function useTold() {
  const { t, word, has, because } = useWords()
  return (entry: Entry): string[] => {
    const waited = numberIn(entry.data, 'waitedS')
    const score = numberIn(entry.data, 'score')
    const [said, max] = [numberIn(entry.data, 'said'), numberIn(entry.data, 'max')]
    const code = typeof entry.data.code === 'string' ? entry.data.code : ''
    const { purpose } = entry.data
    const why = typeof entry.data.why === 'string' ? entry.data.why : ''
    return [
      said !== null && max !== null
        ? t('customer.score-of', { score: said, max })
        : score === null
          ? ''
          : t('customer.score', { score }),
      has(`because.${code}`) ? because({ code, values: {} }) : word('customer.told', code),
      purpose === 'service' || purpose === 'commercial' ? t(`customer.call-${purpose}`) : '',
      entry.data.purposeBecause ? because(entry.data.purposeBecause as Because) : '',
      why && why !== 'unknown' && why !== 'appointment' && has(`why.${why}`) ? t(`why.${why}` as never) : '',
      waited === null ? '' : t('customer.waited', { span: spanText(waited) }),
    ].filter(Boolean)
  }
}

/** What was said of a call that we made, to write it again. */
function madeIn({ data }: Entry): MadeCall | null {
  const outcome = typeof data.code === 'string' ? data.code.replace('outcome-', '') : ''
  const said = madeCall.safeParse({ outcome, purpose: data.purpose })
  return data.direction === 'out' && said.success ? said.data : null
}

/** One thing that happened. */
export function TimelineEntry({ entry, customer, may }: { entry: Entry; customer: Customer; may: boolean }) {
  const { t } = useWords()
  const { staffName, siteName, sites, zoneOf } = useNames()
  const told = useTold()
  const [correcting, setCorrecting] = useState(false)
  const Icon = ICON[entry.kind]
  const asset = customer.assets.length > 1 ? customer.assets.find((a) => a.id === entry.assetId) : undefined
  return (
    <li className={classes.entry}>
      <span className={classes.entryIcon} aria-hidden>
        <Icon size={18} />
      </span>
      <div className={classes.rowWords}>
        <div className={classes.entryHead}>
          <strong>{t(`customer.entry-${entry.kind}`)}</strong>
          {entry.kind === 'case' && (
            <Tone tone={entry.closedAt ? 'good' : 'wait'}>
              {t(entry.closedAt ? 'customer.case-is-closed' : 'customer.case-open')}
            </Tone>
          )}
          {entry.hint && (
            <Tone tone={entry.hintDoneAt ? 'good' : 'calm'}>
              {t(entry.hintDoneAt ? 'customer.hint-was-done' : `customer.hint-${entry.hint}`)}
            </Tone>
          )}
        </div>
        {correcting ? (
          <Correct entry={entry} close={() => setCorrecting(false)} />
        ) : (
          entry.text && <div className={classes.said}>{entry.text}</div>
        )}
        <SourceSays attributes={attributesIn(entry.data)} />
        <div className={`dim ${classes.entryFoot}`}>
          <Time at={entry.at} zone={zoneOf(entry.siteId)} />
          {[
            ...told(entry),
            asset && `${asset.make} ${asset.model}`.trim(),
            staffName(entry.staffId),
            sites.length > 1 && siteName(entry.siteId),
          ]
            .filter(Boolean)
            .map((said) => (
              <span key={String(said)}>{said}</span>
            ))}
        </div>
      </div>
      {may && !correcting && <More entry={entry} customer={customer} correct={() => setCorrecting(true)} />}
    </li>
  )
}

function Correct({ entry, close }: { entry: Entry; close: () => void }) {
  const { t } = useWords()
  const [text, setText] = useState(entry.text)
  const write = useDo(changeEntry, { refresh: [readTimeline] })
  return (
    <form
      className={classes.lines}
      style={{ gap: 8, margin: '6px 0' }}
      onSubmit={(e) => {
        e.preventDefault()
        if (!text.trim()) return
        write.mutate(
          { params: { id: entry.id }, body: { text } },
          {
            onError: toastProblem,
            onSuccess: () => {
              toast(t('shell.saved'))
              close()
            },
          },
        )
      }}
    >
      <Textarea
        ref={(node) => node?.focus()}
        aria-label={t('customer.correct')}
        maxLength={4000}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
      />
      <Group gap="sm" justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('shell.cancel')}
        </Button>
        <Button type="submit" loading={write.isPending}>
          {t('shell.save')}
        </Button>
      </Group>
    </form>
  )
}

function More({ entry, customer, correct }: { entry: Entry; customer: Customer; correct: () => void }) {
  const { t } = useWords()
  const cache = useCustomerCache(customer.id)
  const write = useDo(changeEntry, { refresh: [readTimeline, readDesk] })
  const change = (body: { closed?: boolean; hintDone?: boolean; purpose?: 'service' | 'commercial' }) =>
    write.mutate({ params: { id: entry.id }, body }, { onError: toastProblem })
  const kind = byHand(entry.kind) ? entry.kind : null
  const { purpose } = entry.data
  const other = typeof entry.data.attempt !== 'string' ? null : purpose === 'service' ? 'commercial' : 'service'
  if (!kind && !entry.hint && !other) return null
  const remove = () =>
    write.mutate(
      { params: { id: entry.id }, body: { removed: true } },
      {
        onError: toastProblem,
        onSuccess: () => {
          const { at, text, hint, siteId, assetId } = entry
          const made = madeIn(entry)
          if (kind)
            undoable(t('customer.entry-removed'), async () => {
              await call(addEntry, {
                params: { id: customer.id },
                body: { kind, at, text, hint, siteId, assetId, made },
              })
              await cache.timeline()
            })
        },
      },
    )
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('customer.entry-more', { what: entry.text.slice(0, 40) || entry.kind })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {entry.kind === 'case' && typeof entry.data.caseId === 'string' && (
          <Menu.Item component={Link} {...({ to: '/voice/cases/$id', params: { id: entry.data.caseId } } as object)}>
            {t('inbox.case-nav')}
          </Menu.Item>
        )}
        {entry.kind === 'case' && typeof entry.data.caseId !== 'string' && (
          <Menu.Item onClick={() => change({ closed: !entry.closedAt })}>
            {t(entry.closedAt ? 'customer.case-reopen' : 'customer.case-close')}
          </Menu.Item>
        )}
        {entry.hint && (
          <Menu.Item onClick={() => change({ hintDone: !entry.hintDoneAt })}>
            {t(entry.hintDoneAt ? 'customer.hint-undo' : 'customer.hint-do')}
          </Menu.Item>
        )}
        {other && <Menu.Item onClick={() => change({ purpose: other })}>{t(`customer.call-was-${other}`)}</Menu.Item>}
        {kind && <Menu.Item onClick={correct}>{t('customer.correct')}</Menu.Item>}
        {kind && (
          <Menu.Item color="brick" onClick={remove}>
            {t('customer.entry-remove')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
