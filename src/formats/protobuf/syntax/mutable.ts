/** A record under construction; it leaves the function that builds it as `T`. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
