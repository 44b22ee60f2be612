import { Button, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { me, readNetwork, renameNetwork, type Site } from '../../../contract/network.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { toast } from '../../parts/toast.tsx'
import { spanText } from '../../parts/when.ts'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { Brands } from './Brands.tsx'
import { HoursLine } from './HoursEditor.tsx'
import classes from './Setup.module.css'
import { SiteForm } from './SiteForm.tsx'

/** The network: its name, its brands, its places. One place at a time is opened by `?open=`. */
export default function Network() {
  const { t } = useWords()
  const open = (useSearch({ strict: false }) as { open?: string }).open
  const may = useMay('network.manage', null)
  const network = useAsk(readNetwork, {})
  const navigate = useNavigate()
  const show = (id: string | undefined) =>
    void navigate({ to: '.', search: (old: object) => ({ ...old, open: id }) } as never)
  const back = <Back to="/setup">{t('setup.title')}</Back>
  if (!network.data)
    return (
      <Page title={t('setup.network')} back={back}>
        {network.error ? <ErrorNote error={network.error} retry={network.refetch} /> : <Loading rows={3} />}
      </Page>
    )
  const { name, brands, sites } = network.data
  const site = sites.find((s) => s.id === open)
  if (may && (site || open === 'new'))
    return (
      <Page
        key={open}
        title={site?.name ?? t('setup.site-add')}
        lead={t(site ? 'setup.site-lead' : 'setup.site-add-lead')}
        back={<Back to="/setup/network">{t('setup.network')}</Back>}
        size="narrow"
      >
        <SiteForm site={site} brands={brands} last={sites.length === 1} close={() => show(undefined)} />
      </Page>
    )
  return (
    <Page title={t('setup.network')} lead={t(may ? 'setup.network-lead' : 'setup.network-read')} back={back}>
      {may && <Name name={name} />}
      <Section
        title={t('setup.sites')}
        note={sites.length}
        actions={
          may && (
            <Button
              variant="default"
              leftSection={<IconPlus size={20} aria-hidden />}
              component={Link}
              to="/setup/network"
              search={((old: object) => ({ ...old, open: 'new' })) as never}
            >
              {t('setup.site-add')}
            </Button>
          )
        }
      >
        <ul className={`${classes.parts} surface`}>
          {sites.map((one) => (
            <SiteRow key={one.id} site={one} brand={brands.find((b) => b.id === one.brandId)?.name} may={may} />
          ))}
        </ul>
      </Section>
      <Brands brands={brands} sites={sites} may={may} />
    </Page>
  )
}

function Name({ name }: { name: string }) {
  const { t } = useWords()
  const [value, setValue] = useState(name)
  const save = useDo(renameNetwork, { refresh: [readNetwork, me], done: () => toast(t('shell.saved')) })
  return (
    <form
      className={`${classes.panel} surface`}
      style={{ marginBottom: 34 }}
      onSubmit={(e) => {
        e.preventDefault()
        save.mutate({ body: { name: value } })
      }}
    >
      <div className={classes.tools}>
        <TextInput
          label={t('setup.network-name')}
          description={t('setup.network-name-hint')}
          required
          withAsterisk={false}
          autoComplete="organization"
          value={value}
          onChange={(e) => setValue(e.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          loading={save.isPending}
          disabled={value.trim() === name || !value.trim()}
        >
          {t('shell.save')}
        </Button>
      </div>
      <ErrorNote error={save.error} />
    </form>
  )
}

function SiteRow({ site, brand, may }: { site: Site; brand: string | undefined; may: boolean }) {
  const { t, word, locale } = useWords()
  return (
    <li className={classes.place}>
      <div>
        <h3 className={classes.name}>{site.name}</h3>
        <p className={classes.line}>
          {[brand, [site.address, [site.postcode, site.city].filter(Boolean).join(' ')].filter(Boolean).join(', ')]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className={classes.line}>
          <HoursLine hours={site.hours} />
        </p>
        <p className={classes.line}>{site.services.map((s) => word('service', s)).join(', ')}</p>
        <p className={classes.line}>
          {t('setup.site-delay', { span: spanText(site.greetWithinS, true) })} ·{' '}
          {t('setup.site-rule', { rule: t(`rule.${site.recognition}`).toLocaleLowerCase(locale) })}
        </p>
      </div>
      {may && (
        <Button
          component={Link}
          variant="default"
          to="/setup/network"
          search={((old: object) => ({ ...old, open: site.id })) as never}
          aria-label={t('setup.change-of', { name: site.name })}
        >
          {t('setup.change')}
        </Button>
      )}
    </li>
  )
}
