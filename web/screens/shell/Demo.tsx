import { Button, Group, Popover, Switch, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconEye, IconTrash } from '@tabler/icons-react'
import { demoBecome, demoLive, demoState, removeDemo } from '../../../contract/demo.ts'
import { listStaff } from '../../../contract/network.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Person } from '../../parts/Person.tsx'
import { toastProblem } from '../../parts/toast.tsx'
import { useMay, useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Demo.module.css'

/** In the demo network: says that nothing is real, starts the live day, lends other eyes, and goes away in one click. */
export function Demo() {
  const { t, word } = useWords()
  const me = useMe()
  const [opened, { close, toggle }] = useDisclosure(false)
  const state = useAsk(demoState, {}, { every: 30_000 })
  const staff = useAsk(listStaff, {}, { enabled: opened })
  const live = useDo(demoLive, { refresh: [demoState] })
  const become = useDo(demoBecome)
  const remove = useDo(removeDemo)
  const mayRemove = useMay('network.manage', null)
  const look = (id: string) => {
    close()
    become.mutate(
      { params: { id } },
      // A new page: nothing that the other pair of eyes has read stays in this one.
      { onError: toastProblem, onSuccess: () => location.assign('/') },
    )
  }
  return (
    <section aria-label={t('shell.demo-title')} className={classes.demo}>
      <div className={classes.words}>
        <strong>{t('shell.demo-title')}</strong> <span>{t('shell.demo-text')}</span>
      </div>
      <Group gap="xs" wrap="nowrap">
        {/* Before it is known, it is not shown: a switch that stands on the wrong side is turned the wrong way. */}
        {state.data && (
          <Switch
            label={t('shell.demo-live')}
            aria-description={t('shell.demo-live-hint')}
            checked={(live.isPending ? live.variables.body.live : null) ?? state.data.live}
            onChange={(e) => live.mutate({ body: { live: e.currentTarget.checked } }, { onError: toastProblem })}
            classNames={{ body: classes.switch ?? '' }}
          />
        )}
        <Popover
          opened={opened}
          onChange={(open) => !open && close()}
          position="bottom-end"
          width={320}
          trapFocus
          shadow="md"
        >
          <Popover.Target>
            <Button
              variant="subtle"
              className={classes.button ?? ''}
              classNames={{ label: classes.label ?? '', section: classes.icon ?? '' }}
              leftSection={<IconEye size={18} aria-hidden />}
              onClick={toggle}
              aria-expanded={opened}
            >
              {t('shell.demo-become')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown p={6}>
            <div className={classes.eyes}>
              {(staff.data?.staff ?? []).map((s) => (
                <Button
                  key={s.id}
                  variant={s.id === me.staffId ? 'light' : 'subtle'}
                  h="auto"
                  py={4}
                  justify="flex-start"
                  styles={{ inner: { justifyContent: 'flex-start' }, label: { textAlign: 'left' } }}
                  onClick={() => look(s.id)}
                >
                  <Person
                    name={s.name}
                    size="sm"
                    line={[...new Set(s.roles.map((r) => word('role', r.role)))].join(', ')}
                  />
                </Button>
              ))}
              {!staff.data && <Text p="md">{t('shell.loading')}</Text>}
            </div>
          </Popover.Dropdown>
        </Popover>
        {mayRemove && (
          <Button
            variant="subtle"
            className={classes.button ?? ''}
            classNames={{ label: classes.label ?? '', section: classes.icon ?? '' }}
            leftSection={<IconTrash size={18} aria-hidden />}
            loading={remove.isPending}
            onClick={() => remove.mutate({}, { onError: toastProblem, onSuccess: () => location.assign('/welcome') })}
          >
            {t('shell.demo-remove')}
          </Button>
        )}
      </Group>
    </section>
  )
}
