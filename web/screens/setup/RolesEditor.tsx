import { ActionIcon, Button, Select } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { Site } from '../../../contract/network.ts'
import { type HeldRole, may, type Role } from '../../../contract/rights.ts'
import { useMe, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { givable, isEverywhere } from './roles.ts'
import classes from './Setup.module.css'

const EVERYWHERE = 'every'

interface Props {
  value: readonly HeldRole[]
  onChange: (next: HeldRole[]) => void
  sites: readonly Site[]
}

/** What someone is, and where: one line for each role. Only what one may give is offered. */
export function RolesEditor({ value, onChange, sites }: Props) {
  const { t, word } = useWords()
  const mine = useMe()
  const { site } = useSite()
  const { roles, everywhere } = givable(mine.roles)
  const places = sites.filter((s) => everywhere || may(mine.roles, 'staff.manage', s.id))
  const change = (at: number, next: Partial<HeldRole>) =>
    onChange(value.map((held, i) => (i === at ? { ...held, ...next } : held)))
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      {value.map((held, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a role is its line.
        <div key={i} className={classes.role}>
          <Select
            className={classes.roleName ?? ''}
            allowDeselect={false}
            aria-label={t('setup.role-n', { n: i + 1 })}
            data={roles.map((role) => ({ value: role, label: word('role', role) }))}
            value={held.role}
            onChange={(role) =>
              role &&
              change(i, {
                role: role as Role,
                siteId:
                  everywhere && isEverywhere(role as Role)
                    ? null
                    : (held.siteId ?? (everywhere ? null : (places[0]?.id ?? null))),
              })
            }
          />
          <Select
            className={classes.roleWhere ?? ''}
            allowDeselect={false}
            aria-label={t('setup.role-where', { n: i + 1 })}
            data={[
              ...(everywhere ? [{ value: EVERYWHERE, label: t('setup.every-site') }] : []),
              ...places.map((s) => ({ value: s.id, label: s.name })),
            ]}
            value={held.siteId ?? EVERYWHERE}
            onChange={(id) => id && change(i, { siteId: id === EVERYWHERE ? null : id })}
          />
          <ActionIcon
            className={classes.roleOff ?? ''}
            aria-label={t('setup.role-remove', { role: word('role', held.role) })}
            disabled={value.length === 1}
            onClick={() => onChange(value.filter((_, at) => at !== i))}
          >
            <IconX size={20} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        style={{ justifySelf: 'start' }}
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => onChange([...value, { role: 'sales-advisor', siteId: (site ?? places[0])?.id ?? null }])}
      >
        {t('setup.role-add')}
      </Button>
    </div>
  )
}
