/** What this device is, as far as its browser tells. */

export interface Machine {
  readonly isolated: boolean;
  readonly threads: number;
  /** In GiB, rounded by the browser; absent where it does not tell. */
  readonly memory?: number;
  readonly gpu?: {
    readonly name: string;
    /** Computed by the processor: right, but slow. */
    readonly isSoftware: boolean;
    readonly hasHalf: boolean;
    /** In bytes and counts, by WebGPU's names. */
    readonly limits: Readonly<Record<string, number>>;
  };
}

const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
] as const;

export async function describeMachine(): Promise<Machine> {
  const { deviceMemory } = navigator as { deviceMemory?: number }; // only Chromium tells
  const adapter = 'gpu' in navigator ? await navigator.gpu.requestAdapter() : null;
  return {
    isolated: crossOriginIsolated,
    threads: navigator.hardwareConcurrency,
    ...(deviceMemory !== undefined && { memory: deviceMemory }),
    ...(adapter && { gpu: describe(adapter) }),
  };
}

function describe({ info, features, limits }: GPUAdapter): NonNullable<Machine['gpu']> {
  const words = [info.vendor, info.architecture, info.description].filter(word => word !== '');
  return {
    name: [...new Set(words)].join(' ') || 'unnamed',
    isSoftware: info.isFallbackAdapter || /swiftshader|llvmpipe|basic render/i.test(words.join(' ')),
    hasHalf: features.has('shader-f16'),
    limits: Object.fromEntries(LIMITS.map(name => [name, limits[name]])),
  };
}
