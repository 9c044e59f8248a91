export const cooApplicationName = 'cooApplication';

/** One run of `cooApplication` per application at a time. */
export const cooApplicationId = (applicationId: string) => `coo-application/${applicationId}`;
