import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconCheck, IconPencil, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { createBrand, readNetwork, type Site, updateBrand } from '../../../contract/network.ts'
import { useDo } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Section } from '../../parts/Page.tsx'
import { People } from '../../parts/Person.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Setup.module.css'

interface Props {
  brands: readonly { id: string; name: string }[]
  sites: readonly Site[]
  may: boolean
}

/** The brands the network carries: added in one line, renamed in place, taken away with a way back. */
export function Brands({ brands, sites, may }: Props) {
  const { t } = useWords()
  const [name, setName] = useState('')
  const add = useDo(createBrand, { refresh: [readNetwork], done: () => setName('') })
  return (
    <Section title={t('setup.brands')} note={brands.length || undefined}>
      {brands.length === 0 && (
        <Empty quiet title={t('setup.brands-none')}>
          {t('setup.brands-none-text')}
        </Empty>
      )}
      {brands.length > 0 && (
        <People label={t('setup.brands')}>
          {brands.map((brand) => (
            <Brand key={brand.id} brand={brand} used={sites.filter((s) => s.brandId === brand.id).length} may={may} />
          ))}
        </People>
      )}
      {may && (
        <form
          style={{ marginTop: 14, maxWidth: 460 }}
          onSubmit={(e) => {
            e.preventDefault()
            if (name.trim()) add.mutate({ body: { name } }, { onError: toastProblem })
          }}
        >
          <div className={classes.tools}>
            <TextInput
              label={t('setup.brand-new')}
              value={name}
              autoComplete="off"
              onChange={(e) => setName(e.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={add.isPending} disabled={!name.trim()}>
              {t('setup.brand-add')}
            </Button>
          </div>
        </form>
      )}
    </Section>
  )
}

function Brand({ brand, used, may }: { brand: { id: string; name: string }; used: number; may: boolean }) {
  const { t } = useWords()
  const [name, setName] = useState<string | null>(null)
  const change = useDo(updateBrand, { refresh: [readNetwork] })
  const params = { id: brand.id }
  if (name !== null)
    return (
      <li>
        <form
          className={`${classes.row} ${classes.short}`}
          onSubmit={(e) => {
            e.preventDefault()
            change.mutate(
              { params, body: { name } },
              {
                onError: toastProblem,
                onSuccess: () => {
                  setName(null)
                  toast(t('shell.saved'))
                },
              },
            )
          }}
        >
          <TextInput
            aria-label={t('setup.brand-name')}
            autoFocus
            required
            value={name}
            onChange={(e) => setName(e.currentTarget.value)}
            onKeyDown={(e) => e.key === 'Escape' && setName(null)}
          />
          <span>
            <ActionIcon type="submit" aria-label={t('shell.save')} loading={change.isPending}>
              <IconCheck size={20} aria-hidden />
            </ActionIcon>
            <ActionIcon aria-label={t('shell.cancel')} onClick={() => setName(null)}>
              <IconX size={20} aria-hidden />
            </ActionIcon>
          </span>
        </form>
      </li>
    )
  return (
    <li>
      <div className={`${classes.row} ${classes.short}`}>
        <div>
          <strong style={{ fontWeight: 600 }}>{brand.name}</strong>
          <p className={classes.line}>{t('setup.brand-sites', { n: used })}</p>
        </div>
        {may && (
          <span>
            <ActionIcon aria-label={t('setup.rename-of', { name: brand.name })} onClick={() => setName(brand.name)}>
              <IconPencil size={20} aria-hidden />
            </ActionIcon>
            <ActionIcon
              aria-label={t('setup.remove-of', { name: brand.name })}
              onClick={() =>
                change.mutate(
                  { params, body: { archived: true } },
                  {
                    onError: toastProblem,
                    onSuccess: () =>
                      undoable(t('setup.removed', { name: brand.name }), () =>
                        change.mutateAsync({ params, body: { archived: false } }),
                      ),
                  },
                )
              }
            >
              <IconX size={20} aria-hidden />
            </ActionIcon>
          </span>
        )}
      </div>
    </li>
  )
}
