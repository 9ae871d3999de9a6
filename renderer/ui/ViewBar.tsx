import {
  ColumnWidthOutlined,
  FullscreenOutlined,
  MinusOutlined,
  OneToOneOutlined,
  PlusOutlined,
  RotateLeftOutlined,
  RotateRightOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { nextZoom, turned, type Viewing } from './viewing.ts'

interface Props {
  viewing: Viewing
  /** The zoom in effect. */
  zoom: number
  onChange(viewing: Viewing): void
  /** What stands on the left: the pages. */
  children?: ReactNode
}

const FITS = [
  { to: 'width', name: '适合宽度', icon: <ColumnWidthOutlined /> },
  { to: 'whole', name: '整页', icon: <FullscreenOutlined /> },
  { to: 1, name: '实际大小（100%）', icon: <OneToOneOutlined /> },
] as const

/** Zoom, fit to width, turn: over pages and pictures alike. */
export function ViewBar({ viewing, zoom, onChange, children }: Props) {
  const { turn } = viewing
  const [smaller, larger] = [nextZoom(zoom, -1), nextZoom(zoom, 1)]
  return (
    <div className="pdf-bar">
      {children}
      <span className="space" />
      <Button
        size="small"
        icon={<MinusOutlined />}
        aria-label="缩小"
        title="缩小"
        disabled={smaller === undefined}
        onClick={() => onChange({ zoom: smaller ?? zoom, turn })}
      />
      <span className="digits">{Math.round(zoom * 100)}%</span>
      <Button
        size="small"
        icon={<PlusOutlined />}
        aria-label="放大"
        title="放大"
        disabled={larger === undefined}
        onClick={() => onChange({ zoom: larger ?? zoom, turn })}
      />
      {FITS.map(({ to, name, icon }) => (
        <Button
          key={name}
          size="small"
          icon={icon}
          aria-label={name}
          title={name}
          aria-pressed={viewing.zoom === to}
          type={viewing.zoom === to ? 'primary' : 'default'}
          ghost={viewing.zoom === to}
          onClick={() => onChange({ zoom: to, turn })}
        />
      ))}
      <Button
        size="small"
        icon={<RotateLeftOutlined />}
        aria-label="向左转"
        title="向左转"
        onClick={() => onChange(turned(viewing, 270))}
      />
      <Button
        size="small"
        icon={<RotateRightOutlined />}
        aria-label="向右转"
        title="向右转"
        onClick={() => onChange(turned(viewing, 90))}
      />
    </div>
  )
}
