import { Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { listStaff, type Staff as Member, readNetwork } from '../../../contract/network.ts'
import { listLeavers } from '../../../contract/work.ts'
import { useAsk } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { People, Person } from '../../parts/Person.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { dayText } from '../../parts/when.ts'
import { useMay, useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { DutyMenu } from './DutyMenu.tsx'
import { mayChange } from './roles.ts'
import classes from './Setup.module.css'
import { StaffForm } from './StaffForm.tsx'

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** The people who work here: who is on duty, what each one does where, and how to add someone. */
export default function Staff() {
  const { t } = useWords()
  const me = useMe()
  const may = useMay('staff.manage', null)
  const staff = useAsk(listStaff, {}, { every: 60_000 })
  const network = useAsk(readNetwork, {})
  const open = (useSearch({ strict: false }) as { open?: string }).open
  const navigate = useNavigate()
  const show = (id: string | undefined) =>
    void navigate({ to: '.', search: (old: object) => ({ ...old, open: id }) } as never)
  const [typed, type] = useState('')
  const [site, setSite] = useState<string | null>(null)
  const sites = network.data?.sites ?? []
  const all = staff.data?.staff ?? []
  const found = all.find((one) => one.id === open)
  const chosen = found && mayChange(me.roles, found.roles) ? found : undefined
  const shown = all.filter(
    (one) =>
      plain(`${one.name} ${one.email}`).includes(plain(typed.trim())) &&
      (!site || one.roles.some((held) => held.siteId === null || held.siteId === site)),
  )
  const add = (
    <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => show('new')}>
      {t('setup.staff-add')}
    </Button>
  )
  return (
    <Page
      title={t('setup.staff')}
      lead={
        staff.data
          ? t('setup.part-staff', { n: all.length, on: all.filter((s) => s.duty.state === 'on').length })
          : t('setup.staff-lead')
      }
      back={<Back to="/setup">{t('setup.title')}</Back>}
      actions={may ? add : null}
    >
      <ErrorNote error={staff.error} retry={staff.refetch} />
      {!staff.data && !staff.error && <Loading rows={6} />}
      <Leavers />
      {all.length > 5 && (
        <div className={classes.tools} style={{ marginBottom: 18 }}>
          <TextInput
            aria-label={t('setup.staff-find')}
            placeholder={t('setup.staff-find')}
            leftSection={<IconSearch size={18} aria-hidden />}
            value={typed}
            onChange={(e) => type(e.currentTarget.value)}
          />
          {sites.length > 1 && (
            <Select
              aria-label={t('setup.source-site')}
              placeholder={t('setup.every-site')}
              clearable
              data={sites.map((s) => ({ value: s.id, label: s.name }))}
              value={site}
              onChange={setSite}
            />
          )}
        </div>
      )}
      {all.length > 0 && shown.length === 0 && <Empty quiet title={t('setup.staff-nobody')} />}
      {shown.length > 0 && (
        <People label={t('setup.staff')}>
          {shown.map((one) => (
            <li key={one.id}>
              <Row
                one={one}
                staff={all}
                siteName={(id) =>
                  network.data ? (sites.find((s) => s.id === id)?.name ?? t('setup.role-site-gone')) : ''
                }
                change={mayChange(me.roles, one.roles) ? () => show(one.id) : undefined}
              />
            </li>
          ))}
        </People>
      )}
      {all.length === 1 && may && (
        <div style={{ marginTop: 18 }}>
          <Empty title={t('setup.staff-alone')} action={add}>
            {t('setup.staff-alone-text')}
          </Empty>
        </div>
      )}
      {may && network.data && (open === 'new' || chosen) && (
        <StaffForm key={open} person={chosen} sites={sites} close={() => show(undefined)} />
      )}
    </Page>
  )
}

interface RowProps {
  one: Member
  staff: readonly Member[]
  siteName: (id: string) => string
  change: (() => void) | undefined
}

function Row({ one, staff, siteName, change }: RowProps) {
  const { t, word, locale } = useWords()
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const roles = one.roles.map((held) => {
    const name = word('role', held.role)
    return held.siteId && siteName(held.siteId) ? t('setup.role-at', { role: name, site: siteName(held.siteId) }) : name
  })
  const skills = one.skills.map((s) => word('service', s))
  return (
    <div className={classes.row}>
      <Person
        name={one.name}
        line={
          <>
            {roles.join(' · ')}
            {skills.length > 0 && <br />}
            {[
              skills.join(', '),
              one.languages.length > 1 ? one.languages.map((code) => names.of(code) ?? code).join(', ') : '',
            ]
              .filter(Boolean)
              .join(' · ')}
            {one.invitedUntil && (
              <>
                <br />
                <Tone tone="wait">
                  {new Date(one.invitedUntil) > new Date()
                    ? t('setup.invited', { day: dayText(one.invitedUntil.slice(0, 10), locale) })
                    : t('setup.invited-ended')}
                </Tone>
              </>
            )}
            {one.calendarProblem && (
              <>
                <br />
                <Tone tone="wait">{t('setup.calendar-trouble')}</Tone>
              </>
            )}
          </>
        }
      />
      <span className={classes.controls}>
        <DutyMenu person={one} staff={staff} />
        {change && (
          <Button variant="subtle" onClick={change} aria-label={t('setup.change-of', { name: one.name })}>
            {t('setup.change')}
          </Button>
        )}
      </span>
    </div>
  )
}

/** Whoever left while customers are still theirs: their people are handed over from here. */
function Leavers() {
  const { t } = useWords()
  const may = useMay('work.act')
  const left = useAsk(listLeavers, {}, { enabled: may }).data?.leavers ?? []
  if (left.length === 0) return null
  return (
    <ul className={classes.leavers} aria-label={t('work.handover-left')}>
      {left.map(({ id, name, customers }) => (
        <li key={id} className="surface">
          <span>{t('work.handover-left-one', { name, n: customers })}</span>
          <Button
            component={Link}
            to={'/work/handovers' as string}
            search={{ from: id } as never}
            variant="default"
            mih={44}
          >
            {t('work.handover-new')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
