import { Modal, MultiSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { readProduct } from '../../../contract/gate-file.ts'
import { listStaff, readNetwork } from '../../../contract/network.ts'
import {
  createProduct,
  listProducts,
  PRODUCT_KINDS,
  type ProductCard,
  updateProduct,
} from '../../../contract/quality.ts'
import { may } from '../../../contract/rights.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { StaffPicker } from '../../parts/StaffPicker.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Gate.module.css'
import { inLanguage } from './said.ts'

/** A product that is watched from now on, or one that is changed. Its reference is for good. */
export function ProductForm({ product, close }: { product: ProductCard | null; close: () => void }) {
  const { t, locale } = useWords()
  const network = useAsk(readNetwork, {})
  const staff = useAsk(listStaff, { query: {} })
  const [kind, setKind] = useState(product?.kind ?? 'product')
  const [reference, setReference] = useState(product?.reference ?? '')
  const [fr, setFr] = useState(product?.name.fr ?? '')
  const [en, setEn] = useState(product?.name.en ?? '')
  const [sites, setSites] = useState<string[]>(product?.siteIds ?? [])
  const [ownerId, setOwner] = useState<string | null>(product?.owner?.id ?? null)
  const [links, setLinks] = useState((product?.links ?? []).map(({ url }) => url).join('\n'))
  const [tried, setTried] = useState(false)
  const name = Object.fromEntries(
    Object.entries({ fr: fr.trim(), en: en.trim() }).filter(([, said]) => said !== ''),
  ) as Record<string, string>
  const { saving, save } = useSaving(product, close)
  const body = {
    kind,
    name,
    siteIds: sites.length > 0 ? sites : null,
    ownerId,
    links: links
      .split(/\s+/u)
      .filter(Boolean)
      .map((url) => ({ title: '', url })),
  }
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={product ? t('gate.change-of', { name: inLanguage(product.name, locale) }) : t('gate.add')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form
        noValidate
        className={classes.form}
        onSubmit={(e) => {
          e.preventDefault()
          setTried(true)
          if (Object.keys(name).length === 0 || !reference.trim()) return
          save({ ...body, reference })
        }}
      >
        <SegmentedControl
          aria-label={t('gate.kind')}
          value={kind}
          onChange={(next) => setKind(next as typeof kind)}
          data={PRODUCT_KINDS.map((value) => ({ value, label: t(`gate.kind.${value}`) }))}
        />
        <TextInput
          data-autofocus
          label={t('gate.reference')}
          description={t('gate.reference-hint')}
          autoComplete="off"
          readOnly={product !== null}
          value={reference}
          error={tried && !reference.trim() ? t('gate.reference-needed') : null}
          onChange={(e) => setReference(e.currentTarget.value)}
        />
        <Names fr={fr} setFr={setFr} en={en} setEn={setEn} missing={tried && Object.keys(name).length === 0} />
        <MultiSelect
          label={t('gate.sites')}
          {...(sites.length === 0 ? { placeholder: t('gate.every-site') } : {})}
          clearable
          data={(network.data?.sites ?? []).map((site) => ({ value: site.id, label: site.name }))}
          value={sites}
          onChange={setSites}
        />
        <StaffPicker
          label={t('gate.owner')}
          description={t('gate.owner-hint')}
          staff={(staff.data?.staff ?? []).filter(({ roles }) => may(roles, 'voice.read'))}
          value={ownerId}
          onChange={setOwner}
        />
        <Textarea
          label={t('gate.links')}
          description={t('gate.links-hint')}
          value={links}
          onChange={(e) => setLinks(e.currentTarget.value)}
        />
        <FormFooter busy={saving.isPending} error={saving.error} onCancel={close} />
      </form>
    </Modal>
  )
}

/** Puts a new product under watch, or changes one, whose reference stays. */
function useSaving(product: ProductCard | null, close: () => void) {
  const { t, locale } = useWords()
  const done = ({ name }: ProductCard) => {
    toast(product ? t('gate.saved') : t('gate.added', { name: inLanguage(name, locale) }))
    close()
  }
  const create = useDo(createProduct, { refresh: [listProducts], done })
  const update = useDo(updateProduct, { refresh: [listProducts, readProduct], done })
  return {
    saving: product ? update : create,
    save({ reference, ...body }: Parameters<typeof create.mutate>[0]['body']) {
      if (product) update.mutate({ params: { id: product.id }, body })
      else create.mutate({ body: { ...body, reference } })
    },
  }
}

interface NamesProps {
  fr: string
  setFr: (name: string) => void
  en: string
  setEn: (name: string) => void
  missing: boolean
}

/** Its name in one language or in both. */
function Names({ fr, setFr, en, setEn, missing }: NamesProps) {
  const { t } = useWords()
  return (
    <Row>
      <TextInput
        label={t('gate.name-fr')}
        autoComplete="off"
        value={fr}
        error={missing ? t('gate.name-needed') : null}
        onChange={(e) => setFr(e.currentTarget.value)}
      />
      <TextInput
        label={t('gate.name-en')}
        autoComplete="off"
        value={en}
        onChange={(e) => setEn(e.currentTarget.value)}
      />
    </Row>
  )
}
