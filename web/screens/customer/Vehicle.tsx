import { ActionIcon, Menu } from '@mantine/core'
import {
  IconDots,
  IconEyeOff,
  IconInfoCircle,
  IconPencil,
  IconTrash,
  IconUserMinus,
  IconUserShare,
} from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Asset, type Customer, endOwner, setOwner, updateAsset } from '../../../contract/customers.ts'
import { bodyIn, colourIn } from '../../../contract/vehicle-look.ts'
import { call } from '../../api.ts'
import { Fact, Facts } from '../../parts/Field.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { dayText } from '../../parts/when.ts'
import { type Key, useWords } from '../../words/words.tsx'
import { useNames } from './Care.tsx'
import { CarefulForm } from './CarefulForm.tsx'
import classes from './Customer.module.css'
import { useCustomerCache } from './cache.ts'
import { HandOver } from './HandOver.tsx'
import { VehicleFields } from './VehicleFields.tsx'
import { asSent, inForce, plateNow, type VehicleValues, vehicleValues } from './vehicle-values.ts'

interface VehicleProps {
  asset: Asset
  customer: Customer
  may: boolean
}

/** A vehicle or a product: what one says of it, its papers, and its past plates. */
export function Vehicle({ asset, customer, may }: VehicleProps) {
  const { t, locale } = useWords()
  const cache = useCustomerCache(customer.id)
  const [doing, setDoing] = useState<'edit' | 'hand' | null>(null)
  const plate = plateNow(asset)
  const name = [asset.make, asset.model].filter(Boolean).join(' ') || asset.body || t('customer.vehicle-unnamed')
  const line = [bodyIn(locale, asset.body), colourIn(locale, asset.colour), asset.year].filter(Boolean).join(' · ')
  const leave = useMutation({
    mutationFn: () => call(endOwner, { params: { id: asset.id, customerId: customer.id } }),
    onError: toastProblem,
    onSuccess: () => {
      const mine = asset.owners.find((o) => o.customerId === customer.id && inForce(o.until))
      cache.dropAsset(asset.id)
      void cache.timeline()
      undoable(t('customer.vehicle-left', { name }), async () => {
        await call(setOwner, {
          params: { id: asset.id },
          body: { customerId: customer.id, role: mine?.role ?? 'owner', since: mine?.since ?? null },
        })
        await cache.again()
        await cache.timeline()
      })
    },
  })
  const archive = useMutation({
    mutationFn: () => call(updateAsset, { params: { id: asset.id }, body: { archived: true, version: asset.version } }),
    onError: toastProblem,
    onSuccess: (gone) => {
      cache.dropAsset(asset.id)
      undoable(t('customer.vehicle-removed', { name }), async () =>
        cache.putAsset(
          await call(updateAsset, { params: { id: asset.id }, body: { archived: false, version: gone.version } }),
        ),
      )
    },
  })
  if (doing === 'edit')
    return <EditVehicle asset={asset} customer={customer} name={name} close={() => setDoing(null)} />
  return (
    <article className={`surface ${classes.block}`} aria-label={[name, plate?.display].filter(Boolean).join(' ')}>
      <div className={classes.vehicleHead}>
        <div className={classes.vehicleWords}>
          <div>
            <h3 className={classes.vehicleName}>{name}</h3>
            {line && <div className="dim">{line}</div>}
          </div>
          {plate && (
            <span className={classes.plate} title={plate.country}>
              {plate.display || plate.plate}
            </span>
          )}
        </div>
        {may && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t('customer.vehicle-more', { name })}>
                <IconDots size={20} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={18} aria-hidden />} onClick={() => setDoing('edit')}>
                {t('customer.edit')}
              </Menu.Item>
              <Menu.Item leftSection={<IconUserShare size={18} aria-hidden />} onClick={() => setDoing('hand')}>
                {t('customer.hand-over')}
              </Menu.Item>
              <Menu.Item leftSection={<IconUserMinus size={18} aria-hidden />} onClick={() => leave.mutate()}>
                {t('customer.vehicle-leave')}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                color="brick"
                leftSection={<IconTrash size={18} aria-hidden />}
                onClick={() => archive.mutate()}
              >
                {t('customer.vehicle-remove')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {asset.alsoOn.map((other) => (
        <p key={other.customerId} className={classes.alsoOn}>
          <IconInfoCircle size={18} aria-hidden />
          <span>
            {t('customer.plate-also')}{' '}
            <Link to="/customers/$id" params={{ id: other.customerId }}>
              {other.name}
            </Link>
            {t('customer.plate-also-which')}
          </span>
        </p>
      ))}
      {asset.recognition === 'objected' && (
        <div style={{ marginBottom: 10 }}>
          <Tone tone="bad" icon={<IconEyeOff size={15} aria-hidden />}>
            {t('customer.recognition-object')}
          </Tone>
        </div>
      )}
      <Papers asset={asset} customer={customer} locale={locale} />
      {doing === 'hand' && <HandOver asset={asset} customer={customer} close={() => setDoing(null)} />}
    </article>
  )
}

const VIN_TONE = { ok: 'good', 'no-check-digit': 'calm', 'bad-check-digit': 'wait', malformed: 'wait' } as const

/** Everything that is known of it, and nothing that is not. */
function Papers({ asset, customer, locale }: { asset: Asset; customer: Customer; locale: string }) {
  const { t, number } = useWords()
  const { siteName } = useNames()
  const past = asset.plates.filter((p) => !inForce(p.until))
  const others = asset.owners.filter((o) => o.customerId !== customer.id)
  const bought = [
    asset.boughtSiteId ? siteName(asset.boughtSiteId) : asset.boughtAt,
    asset.boughtOn && dayText(asset.boughtOn, locale),
  ].filter(Boolean)
  const over = asset.warrantyUntil !== null && !inForce(asset.warrantyUntil)
  const due = asset.nextServiceOn !== null && !inForce(asset.nextServiceOn)
  const role = asset.owners.find((o) => o.customerId === customer.id && inForce(o.until))?.role
  return (
    <Facts>
      {role && role !== 'owner' && <Fact name={t('customer.role')}>{t(`customer.role-${role}`)}</Fact>}
      {asset.mileage !== null && (
        <Fact name={t('customer.mileage')}>{t('customer.mileage-km', { n: number(asset.mileage) })}</Fact>
      )}
      {asset.nextServiceOn && (
        <Fact name={t('customer.next-service')}>
          {dayText(asset.nextServiceOn, locale)} {due && <Tone tone="wait">{t('customer.due')}</Tone>}
        </Fact>
      )}
      {asset.registeredOn && <Fact name={t('customer.registered-on')}>{dayText(asset.registeredOn, locale)}</Fact>}
      {asset.controlUntil && (
        <Fact name={t('customer.control-until')}>
          {t(inForce(asset.controlUntil) ? 'customer.warranty-until' : 'customer.control-over', {
            day: dayText(asset.controlUntil, locale),
          })}
        </Fact>
      )}
      {asset.warrantyUntil && (
        <Fact name={t('customer.warranty')}>
          {t(over ? 'customer.warranty-over' : 'customer.warranty-until', {
            day: dayText(asset.warrantyUntil, locale),
          })}
        </Fact>
      )}
      {bought.length > 0 && <Fact name={t('customer.bought')}>{bought.join(', ')}</Fact>}
      {asset.keyRef && <Fact name={t('customer.key-ref')}>{asset.keyRef}</Fact>}
      {asset.vin && (
        <Fact name={t('customer.vin')}>
          <span className={classes.code}>{asset.vin}</span>
          {asset.vinCheck && (
            <div>
              <Tone tone={VIN_TONE[asset.vinCheck]}>{t(`customer.vin-${asset.vinCheck}`)}</Tone>
            </div>
          )}
        </Fact>
      )}
      {asset.options.length > 0 && <Fact name={t('customer.options')}>{asset.options.join(', ')}</Fact>}
      {past.length > 0 && (
        <Fact name={t('customer.plates-past')}>
          {past.map((p) => (
            <div key={p.id}>
              {p.display || p.plate}{' '}
              <span className="dim">{p.until && t('customer.until', { day: dayText(p.until, locale) })}</span>
            </div>
          ))}
        </Fact>
      )}
      {others.length > 0 && (
        <Fact name={t('customer.others')}>
          {others.map((o) => (
            <div key={`${o.customerId} ${o.role} ${o.since}`}>
              <Link to="/customers/$id" params={{ id: o.customerId }}>
                {o.name}
              </Link>{' '}
              <span className="dim">
                {t(`customer.role-${o.role}`).toLocaleLowerCase()}
                {o.until && `, ${t('customer.until', { day: dayText(o.until, locale) })}`}
              </span>
            </div>
          ))}
        </Fact>
      )}
    </Facts>
  )
}

const LABEL: Record<keyof VehicleValues, Key> = {
  kind: 'customer.vehicle-kind',
  make: 'customer.make',
  model: 'customer.model',
  body: 'customer.body',
  colour: 'customer.colour',
  year: 'customer.year',
  plate: 'customer.plate',
  plateCountry: 'customer.plate-country',
  vin: 'customer.vin',
  options: 'customer.options',
  keyRef: 'customer.key-ref',
  mileage: 'customer.mileage',
  warrantyUntil: 'customer.warranty',
  nextServiceOn: 'customer.next-service',
  boughtSiteId: 'customer.bought-site',
  boughtAt: 'customer.bought-at',
  boughtOn: 'customer.bought-on',
  registeredOn: 'customer.registered-on',
  controlUntil: 'customer.control-until',
  role: 'customer.role',
  recognition: 'customer.recognition',
}

function EditVehicle({
  asset,
  customer,
  name,
  close,
}: Omit<VehicleProps, 'may'> & { name: string; close: () => void }) {
  const { t } = useWords()
  const cache = useCustomerCache(customer.id)
  const one = asset.owners.filter((o) => inForce(o.until)).length <= 1
  return (
    <div className={`surface ${classes.block}`}>
      <h3 className={classes.vehicleName}>{name}</h3>
      <CarefulForm<Asset, VehicleValues>
        thing={asset}
        view={(a) => vehicleValues(a, customer)}
        send={(changes, version) =>
          call(updateAsset, { params: { id: asset.id }, body: { ...asSent(changes), version } as never })
        }
        again={async () => {
          const fresh = (await cache.again()).assets.find((a) => a.id === asset.id)
          if (!fresh) throw new Error('this asset is no longer theirs')
          return fresh
        }}
        done={(saved) => {
          cache.putAsset(saved)
          toast(t('shell.saved'))
        }}
        close={close}
        tell={(field, value) =>
          t('customer.stale-line', {
            field: t(LABEL[field]),
            value: (Array.isArray(value) ? value.join(', ') : String(value ?? '')) || t('customer.nothing'),
          })
        }
      >
        {(form) => <VehicleFields form={form} roles={one} />}
      </CarefulForm>
    </div>
  )
}
