package dev.gradcheck.oracle.djl.torch;

import dev.gradcheck.oracle.OracleException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the devices on which PyTorch can run here. Nothing of PyTorch is loaded for it. */
public final class DeviceSearch {
    private final DeviceRequest request;
    private final NativeLibrary library;
    private final Machine.Cuda cuda;

    private DeviceSearch(DeviceRequest request, NativeLibrary library, Machine.Cuda cuda) {
        this.request = request;
        this.library = library;
        this.cuda = cuda;
    }

    /**
     * The devices that a request stands for on this machine.
     *
     * @param request what was asked for
     * @return the devices that can run and, under {@code auto}, those that cannot
     * @throws OracleException if a device was asked for by name and is missing: what was looked for and how to get it;
     *     or if there is no PyTorch that fits, see {@link NativeLibrary#find}
     */
    public static DeviceSelection resolve(DeviceRequest request) {
        return resolve(request, new ThisMachine());
    }

    static DeviceSelection resolve(DeviceRequest request, Machine machine) {
        return new DeviceSearch(request, NativeLibrary.find(machine), machine.cuda()).selection();
    }

    private DeviceSelection selection() {
        if (request.isAuto()) {
            return new DeviceSelection(
                    Stream.concat(Stream.of(TorchDevice.CPU), usable()).toList(), unusable());
        }
        return new DeviceSelection(
                request.terms().stream().flatMap(this::named).distinct().toList(), List.of());
    }

    private Stream<TorchDevice> named(String term) {
        if (term.equals("cpu")) {
            return Stream.of(TorchDevice.CPU);
        }
        List<TorchDevice> found = usable().filter(device -> term.equals("cuda") || term.equals(device.toString()))
                .toList();
        if (found.isEmpty()) {
            throw missing(term);
        }
        return found.stream();
    }

    /** A device and a build that can use it. */
    private Stream<TorchDevice> usable() {
        return library.isCuda() ? IntStream.range(0, cuda.devices()).mapToObj(TorchDevice::cuda) : Stream.empty();
    }

    private List<DeviceSelection.Unusable> unusable() {
        CudaObstacles obstacles = new CudaObstacles(library, cuda);
        if (cuda.devices() == 0) {
            return List.of(new DeviceSelection.Unusable("cuda", "no CUDA device: " + obstacles.found()));
        }
        return IntStream.range(0, library.isCuda() ? 0 : cuda.devices())
                .mapToObj(
                        i -> new DeviceSelection.Unusable("cuda:" + i, "the device is there, but " + obstacles.build()))
                .toList();
    }

    private OracleException missing(String term) {
        CudaObstacles obstacles = new CudaObstacles(library, cuda);
        String asked = term + " was asked for by -D" + DeviceRequest.PROPERTY;
        if (usable().findAny().isPresent()) {
            return new OracleException(asked + ", but the CUDA devices here are " + usable().toList()
                    + "; ask for one of these, or for cuda");
        }
        return new OracleException(
                asked + ", but it cannot run here: " + obstacles.found() + ". " + obstacles.remedies());
    }
}
