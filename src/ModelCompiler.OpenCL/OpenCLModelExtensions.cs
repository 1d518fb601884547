namespace ModelCompiler.OpenCL;

/// <summary>Brings models to devices.</summary>
public static class OpenCLModelExtensions
{
    /// <summary>Brings a model to a device: builds its kernels there, on first use, and copies its weights.</summary>
    /// <param name="model">A model of a project that references <c>ModelCompiler.OpenCL</c>.</param>
    /// <param name="device">The device; <see cref="OpenCLDevice.Default"/> if null.</param>
    /// <param name="options">Profiling, tuning, the cache; the defaults if null.</param>
    /// <returns>The model on the device, to be disposed of.</returns>
    /// <typeparam name="T">The model.</typeparam>
    /// <exception cref="OpenCLNotAvailableException">There is no OpenCL, or no device.</exception>
    /// <exception cref="OpenCLLimitException">The model's weights do not fit the device's buffers.</exception>
    /// <exception cref="OpenCLException">The device failed.</exception>
    public static OpenCLModel<T> ToOpenCL<T>(this IOpenCLModel<T> model, OpenCLDevice? device = null, OpenCLOptions? options = null)
        where T : class, IOpenCLModel<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        return new OpenCLModel<T>((T)model, device ?? OpenCLDevice.Default, options ?? new OpenCLOptions());
    }

    /// <summary>Brings a model to several devices, which share every batch. The same device may be named more than once.</summary>
    /// <param name="model">A model of a project that references <c>ModelCompiler.OpenCL</c>.</param>
    /// <param name="devices">The devices, at least one.</param>
    /// <param name="options">Profiling, tuning, the cache; the defaults if null.</param>
    /// <returns>The model on the devices, to be disposed of.</returns>
    /// <typeparam name="T">The model.</typeparam>
    /// <exception cref="ArgumentException">No device.</exception>
    /// <exception cref="OpenCLLimitException">The model's weights do not fit a device's buffers.</exception>
    /// <exception cref="OpenCLException">A device failed.</exception>
    public static OpenCLModels<T> ToOpenCL<T>(this IOpenCLModel<T> model, IReadOnlyList<OpenCLDevice> devices,
        OpenCLOptions? options = null)
        where T : class, IOpenCLModel<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(devices);
        if (devices.Count == 0)
            throw new ArgumentException("Name at least one device; OpenCLDevice.All lists them.", nameof(devices));
        return new OpenCLModels<T>((T)model, devices, options ?? new OpenCLOptions());
    }
}
