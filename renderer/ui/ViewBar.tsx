import {
  ColumnWidthOutlined,
  MinusOutlined,
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
      <Button
        size="small"
        icon={<ColumnWidthOutlined />}
        aria-label="适合宽度"
        title="适合宽度"
        aria-pressed={viewing.zoom === null}
        type={viewing.zoom === null ? 'primary' : 'default'}
        ghost={viewing.zoom === null}
        onClick={() => onChange({ zoom: null, turn })}
      />
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
