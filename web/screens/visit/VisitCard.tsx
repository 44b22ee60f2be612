import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCheck, IconDoorExit, IconDots, IconUserCheck, IconUserQuestion, IconWalk } from '@tabler/icons-react'
import { getVoice } from '../../../contract/customers.ts'
import { listStaff, type Site } from '../../../contract/network.ts'
import { may } from '../../../contract/rights.ts'
import type { Hint } from '../../../contract/timeline.ts'
import type { Visit } from '../../../contract/visits.ts'
import { urlOf } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { Card } from '../../parts/Card.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { spanText } from '../../parts/when.ts'
import { useMay, useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { useVisitActions } from './actions.ts'

export const voiceOf = (card: Visit['card']): string | null =>
  card.hasVoice ? urlOf(getVoice, { params: { id: card.customerId } }) : null

/** Where a visit stands on a screen, for an address that names it. */
export const placeOf = (visitId: string): string => `visit-${visitId}`

interface VisitCardProps {
  visit: Visit
  site: Site
  skewMs: number
}

/** The card of someone who is here, with what a hand can do: go, greet, hand over, say it is not them. */
export function VisitCard({ visit, site, skewMs }: VisitCardProps) {
  const { t } = useWords()
  const me = useMe()
  const may = useMay('visits.act', visit.siteId)
  const waiting = visit.state === 'arrived'
  const asked = waiting && visit.goingBy === null && visit.whoId === me.staffId
  return (
    <Card
      id={placeOf(visit.id)}
      card={visit.card}
      zone={site.timeZone}
      voiceUrl={voiceOf(visit.card)}
      me={me.staffId}
      urgent={asked || (waiting && visit.goingBy === me.staffId)}
      place={
        <>
          <Time at={visit.arrivedAt} zone={site.timeZone} as="clock" /> · {t(`card.${visit.door}`)}
        </>
      }
      state={
        waiting ? (
          <Waiting arrivedAt={visit.arrivedAt} withinS={site.greetWithinS} skewMs={skewMs} />
        ) : (
          <Done visit={visit} />
        )
      }
      said={may ? (line) => <Said visit={visit} line={line} /> : undefined}
      actions={may ? <Actions visit={visit} site={site} asked={asked} /> : null}
    />
  )
}

/** A colleague left this for whoever receives them: it was said, one tap, and is not shown again. What the facts tell needs no tap. */
function Said({ visit, line }: { visit: Visit; line: Hint }) {
  const { t } = useWords()
  const act = useVisitActions(visit)
  if (!visit.card[line]?.values.entry) return null
  const said = visit.card.said?.includes(line) ?? false
  return (
    <Button
      size="compact-md"
      ml={8}
      variant={said ? 'subtle' : 'default'}
      aria-pressed={said}
      leftSection={said ? <IconCheck size={16} aria-hidden /> : undefined}
      loading={act.busy}
      onClick={() => void (said ? act.unsaid(line) : act.said(line))}
    >
      {t(`card.said-${line}`)}
    </Button>
  )
}

/** Who greeted them, and how fast. */
export function Done({ visit }: { visit: Visit }) {
  const { t } = useWords()
  const name = useStaffName(visit.siteId)
  if (!visit.greetedAt) return null
  const who = visit.greetedBy ? name(visit.greetedBy) : ''
  const s = (Date.parse(visit.greetedAt) - Date.parse(visit.arrivedAt)) / 1000
  return (
    <Tone tone="good" icon={<IconCheck size={15} aria-hidden />}>
      {`${who ? t('card.greeted-by', { name: who }) : t('card.greeted')} ${t('card.in', { span: spanText(s, true) })}`}
    </Tone>
  )
}

/** Names of colleagues by their id; empty until they are known. */
export function useStaffName(site: string): (id: string) => string {
  const staff = useAsk(listStaff, { query: { site } })
  return (id) => staff.data?.staff.find((s) => s.id === id)?.name ?? ''
}

function Actions({ visit, site, asked }: { visit: Visit; site: Site; asked: boolean }) {
  const { t } = useWords()
  const me = useMe()
  const act = useVisitActions(visit)
  const name = useStaffName(site.id)
  const mine = visit.goingBy === me.staffId
  const colleague = visit.goingBy && !mine ? name(visit.goingBy) : ''
  if (visit.state === 'greeted')
    return (
      <>
        <Button
          variant="default"
          leftSection={<IconDoorExit size={20} aria-hidden />}
          loading={act.busy}
          onClick={() => void act.left()}
        >
          {t('card.left')}
        </Button>
        <More visit={visit} act={act} />
      </>
    )
  return (
    <>
      {visit.goingBy === null ? (
        <Button
          size="lg"
          {...(asked ? { color: 'kaki' } : { variant: 'default' })}
          leftSection={<IconWalk size={22} aria-hidden />}
          loading={act.busy}
          onClick={() => void act.going()}
        >
          {t('card.going')}
        </Button>
      ) : (
        <Button
          size="lg"
          {...(mine ? { color: 'kaki' } : { variant: 'default' })}
          leftSection={<IconCheck size={22} aria-hidden />}
          loading={act.busy}
          onClick={() => void act.greeted()}
        >
          {t('card.greeted')}
        </Button>
      )}
      <More visit={visit} act={act} />
      {visit.goingBy !== null && (
        <Tone tone="calm" icon={<IconWalk size={15} aria-hidden />}>
          {mine ? t('card.going-you') : colleague ? t('card.going-by', { name: colleague }) : t('card.going-someone')}
        </Tone>
      )}
    </>
  )
}

/** One tap further: a colleague, or it is not them. */
function More({ visit, act }: { visit: Visit; act: ReturnType<typeof useVisitActions> }) {
  const { t } = useWords()
  const me = useMe()
  const staff = useAsk(listStaff, { query: { site: visit.siteId } })
  const colleagues = (staff.data?.staff ?? []).filter(
    (s) => s.id !== me.staffId && s.duty.state === 'on' && may(s.roles, 'visits.act', visit.siteId),
  )
  const seen = visit.card.certainty !== 'told' && visit.confirmed === null
  return (
    <Menu position="bottom-end" width={270} shadow="md">
      <Menu.Target>
        <ActionIcon size={48} variant="default" aria-label={t('card.more', { name: visit.card.name })}>
          <IconDots size={22} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {seen && (
          <>
            <Menu.Item mih={44} leftSection={<IconUserCheck size={20} aria-hidden />} onClick={() => void act.isThem()}>
              {t('card.is-them')}
            </Menu.Item>
            <Menu.Item
              mih={44}
              leftSection={<IconUserQuestion size={20} aria-hidden />}
              onClick={() => void act.notThem()}
            >
              {t('card.not-them')}
            </Menu.Item>
          </>
        )}
        {visit.state === 'arrived' && (
          <>
            <Menu.Label>{t(colleagues.length ? 'card.hand-to' : 'card.hand-none')}</Menu.Label>
            {colleagues.map((s) => (
              <Menu.Item key={s.id} mih={44} onClick={() => void act.hand(s.id, s.name)}>
                {s.name}
              </Menu.Item>
            ))}
            {visit.goingBy === null && (
              <Menu.Item mih={44} leftSection={<IconCheck size={20} aria-hidden />} onClick={() => void act.greeted()}>
                {t('card.greeted')}
              </Menu.Item>
            )}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
