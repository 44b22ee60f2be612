import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCamera, IconPhone, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { listSources } from '../../../contract/signals.ts'
import { useAsk } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { People } from '../../parts/Person.tsx'
import { useMay, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { type Door, makeOf } from './makes.ts'
import classes from './Setup.module.css'
import { SourceAdd } from './SourceAdd.tsx'
import { LastEvent, SourceState, useAdvice } from './SourceState.tsx'

/** Cameras, or telephone systems: how each one stands, and how to add one. */
export function Sources({ door }: { door: Door }) {
  const { t } = useWords()
  const { sites } = useSite()
  const may = useMay('sources.manage', null)
  const advice = useAdvice()
  const sources = useAsk(listSources, { query: { door } }, { every: 20_000 })
  const [adding, { open, close }] = useDisclosure(false)
  const gate = door === 'gate'
  const add = t(gate ? 'setup.camera-add' : 'setup.phone-add')
  const button = may ? (
    <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={open}>
      {add}
    </Button>
  ) : null
  const list = sources.data?.sources
  return (
    <Page
      title={t(gate ? 'setup.cameras' : 'setup.phones')}
      lead={t(gate ? 'setup.cameras-lead' : 'setup.phones-lead')}
      back={<Back to="/setup">{t('setup.title')}</Back>}
      actions={list?.length ? button : null}
    >
      <ErrorNote error={sources.error} retry={sources.refetch} />
      {!list && !sources.error && <Loading rows={3} />}
      {list?.length === 0 && (
        <Empty
          icon={gate ? <IconCamera size={40} stroke={1.4} /> : <IconPhone size={40} stroke={1.4} />}
          title={t(gate ? 'setup.cameras-none' : 'setup.phones-none')}
          action={button}
        >
          {t(gate ? 'setup.cameras-none-text' : 'setup.phones-none-text')}
        </Empty>
      )}
      {list && list.length > 0 && (
        <People label={t(gate ? 'setup.cameras' : 'setup.phones')}>
          {list.map((source) => {
            const site = sites.find((s) => s.id === source.siteId)
            const help = advice(source)
            return (
              <li key={source.id}>
                <div className={classes.row}>
                  <div>
                    <Link
                      to={gate ? '/setup/cameras/$id' : '/setup/phones/$id'}
                      params={{ id: source.id }}
                      className={`${classes.link} ${classes.tall}`}
                    >
                      {source.name}
                    </Link>
                    <p className={classes.line}>
                      {[makeOf(door, source.kind).name, site?.name].filter(Boolean).join(' · ')}
                      {' · '}
                      <LastEvent source={source} zone={site?.timeZone} />
                    </p>
                    {help && source.enabled && <p className={classes.line}>{help}</p>}
                  </div>
                  <SourceState source={source} />
                </div>
              </li>
            )
          })}
        </People>
      )}
      {gate && (
        <p className={classes.quiet} style={{ marginTop: 18 }}>
          {t('setup.privacy')}
        </p>
      )}
      {adding && <SourceAdd door={door} close={close} />}
    </Page>
  )
}
